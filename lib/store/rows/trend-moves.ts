import { slotOf } from '@/lib/domain/duration-slots';
import { hasEnded } from '@/lib/domain/instance-status';
import type { Instant } from '@/lib/domain/instant';
import { bucketOf, TREND_SPANS, type TrendMeasure } from '@/lib/domain/trend';
import type { InstanceRecord, InstanceWrite } from '../runtime-store';

type Save = Extract<InstanceWrite, { kind: 'save' }>;
type Event = Pick<InstanceRecord, 'appId' | 'name'> & {
  readonly measure: TrendMeasure;
  readonly slot: number;
  readonly at: Instant;
};

/** A row of table `trend`, and by how much it is raised. */
export type TrendMove = Event & { readonly span: number; readonly count: number };

const [MINUTES, HOURS] = TREND_SPANS;

/** Sums what one commit adds to the trends, so that each row is written at most once. */
export class TrendMoves {
  readonly #minutes = new Map<string, TrendMove>();

  /** Counts the start of a run, when the write creates it, and its end, when the write ends it. */
  take({ record, previous, history }: Save): void {
    const { appId, name, status, createdAt, startedAt, completedAt } = record;
    // A reset without a new generation is another run on the same id; with one, the run has continued as new.
    const isNew = previous === undefined || (history.reset && record.generation === 1);
    if (isNew) this.#add({ appId, name, measure: 'started', slot: 0, at: createdAt });
    const isOpen = isNew || !hasEnded(previous.status);
    if (!isOpen || !hasEnded(status) || completedAt === undefined) return;
    const slot = slotOf(completedAt - (startedAt ?? createdAt));
    this.#add({ appId, name, measure: status, slot, at: completedAt });
  }

  /** The rows that are raised. */
  moves(): readonly TrendMove[] {
    if (this.#minutes.size === 0) return [];
    const minutes = [...this.#minutes.values()];
    const hours = new Map<string, TrendMove>();
    for (const move of minutes) addTo(hours, { ...move, span: HOURS.span });
    return [...minutes, ...hours.values()];
  }

  /** The newest hour that anything of the commit happened in. */
  newestHour(): Instant | undefined {
    if (this.#minutes.size === 0) return undefined;
    return bucketOf(Math.max(...[...this.#minutes.values()].map(({ at }) => at)), HOURS.span);
  }

  #add(event: Event): void {
    addTo(this.#minutes, { ...event, span: MINUTES.span, count: 1 });
  }
}

/** Up to where the rows of each span are dropped when an hour begins. */
export function outdatedAt(hour: Instant): readonly { readonly span: number; readonly before: Instant }[] {
  return TREND_SPANS.map(({ span, kept }) => ({ span, before: hour - kept }));
}

/** Adds to the bucket of the span that the instant lies in. */
function addTo(moves: Map<string, TrendMove>, move: TrendMove): void {
  const { span, appId, name, measure, slot, count } = move;
  const at = bucketOf(move.at, span);
  const key = `${at} ${measure} ${slot} ${appId.length} ${appId}${name}`;
  moves.set(key, { span, at, appId, name, measure, slot, count: count + (moves.get(key)?.count ?? 0) });
}
