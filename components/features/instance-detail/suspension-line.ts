import { tickingWords } from '@/lib/domain/duration-words';
import type { HistoryEvent } from '@/lib/domain/history-event';
import type { Instant } from '@/lib/domain/instant';
import type { HistoryEntry } from '@/lib/graph/history-entry';
import { formatMany } from '@/components/shared/format-number';

/**
 * Since when a run is suspended and what came in meanwhile. Both may still lie in the inbox: a suspended run takes no
 * turn, so nothing of that is committed yet.
 */
export function suspensionLine(entries: readonly HistoryEntry[], now: Instant): string {
  const last = entries.findLast(({ event }) => event.kind === 'execution-suspended');
  const held = entries.filter(({ pending, event }) => pending && !isSwitch(event)).length;
  const since = last === undefined ? '' : ` for ${tickingWords(now - last.event.at)}`;
  const why = last?.event.kind === 'execution-suspended' && last.event.reason ? ` (reason: ${last.event.reason})` : '';
  return `Suspended${since}${why}; ${held === 0 ? 'results that come in wait for Resume' : waits(held)}.`;
}

function isSwitch({ kind }: HistoryEvent): boolean {
  return kind === 'execution-suspended' || kind === 'execution-resumed';
}

function waits(held: number): string {
  return `${formatMany(held, 'result')} recorded meanwhile ${held === 1 ? 'waits' : 'wait'} for Resume`;
}
