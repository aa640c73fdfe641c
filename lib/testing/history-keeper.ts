import type { HistoryEvent } from '@/lib/domain/history-event';
import type { WorkflowAction } from '@/lib/domain/workflow-action';
import type { TurnItem } from '@/lib/runtime/runtime-port';

type Fetch = (instanceId: string) => Promise<readonly HistoryEvent[] | undefined>;

/**
 * What a worker with the capability for stateful history does (dapr-protocol 1.4): after a turn it keeps the committed
 * events that came with it, until the run ends; when told of another number of them than it keeps, it fetches all.
 */
export class HistoryKeeper {
  /** How often history had to be fetched. */
  misses = 0;
  readonly #kept = new Map<string, readonly HistoryEvent[]>();
  readonly #given = new Map<string, readonly HistoryEvent[]>();

  /** The whole committed history of a turn. */
  async complete(item: TurnItem, fetch: Fetch): Promise<readonly HistoryEvent[]> {
    const past = await this.#resolve(item, fetch);
    this.#given.set(item.token, past);
    return past;
  }

  answered(item: TurnItem, actions: readonly WorkflowAction[]): void {
    const past = this.#given.get(item.token);
    this.#given.delete(item.token);
    if (past === undefined || actions.some(({ kind }) => kind === 'complete')) this.#kept.delete(item.instanceId);
    else this.#kept.set(item.instanceId, past);
  }

  /** The stream is another one. */
  forgetAll(): void {
    this.#kept.clear();
    this.#given.clear();
  }

  async #resolve({ instanceId, omitted, past }: TurnItem, fetch: Fetch): Promise<readonly HistoryEvent[]> {
    if (omitted === 0) return past;
    const kept = this.#kept.get(instanceId);
    if (kept?.length === omitted) return [...kept, ...past];
    this.misses += 1;
    return (await fetch(instanceId)) ?? [];
  }
}
