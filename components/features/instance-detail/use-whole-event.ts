'use client';

import { useQuery } from '@tanstack/react-query';
import type { HistoryEvent } from '@/lib/domain/history-event';
import type { InstanceRef } from '@/lib/domain/instance';
import { entryAt } from '@/lib/graph/history-entry';
import { eventQuery } from './queries';
import type { Execution } from './use-execution';

/** An event with all of its payload, as far as it is there. */
export type WholeEvent = {
  readonly event: HistoryEvent | undefined;
  /** What long events keep for lists is all there is so far. */
  readonly isCut: boolean;
  readonly error: unknown;
};

/** An event of the history; the rest of a long one is read when it is asked for. */
export function useWholeEvent(
  { instance, entries }: { readonly instance: InstanceRef; readonly entries: Execution['entries'] },
  sequence: number | undefined,
): WholeEvent {
  const known = entryAt(entries, sequence);
  const enabled = known?.isCut === true;
  const { data, error } = useQuery({ ...eventQuery(instance, sequence ?? 0), enabled });
  if (!enabled) return { event: known?.event, isCut: false, error: undefined };
  // Another event may stand there by now: the run continued as new, or what was pending was taken in elsewhere.
  const isIt = data?.event.kind === known.event.kind && data.event.at === known.event.at;
  return { event: isIt ? data.event : known.event, isCut: !isIt, error: isIt ? undefined : error };
}
