import type { InstanceRef } from '@/lib/domain/instance';
import type { HistoryEntry, HistoryPage } from '@/lib/store/console-store';
import { cutEvent } from './cut-event';
import { refuseUnknown } from './require-instance';
import type { ServiceContext } from './service-context';

export type HistoryRange = {
  readonly from: number;
  readonly limit: number;
  /** The longest text that an event may keep; absent: events come whole. */
  readonly cut?: number | undefined;
};

/** `isCut`: something of the event was left out; it comes whole when it is asked for alone. */
export type ShownEntry = HistoryEntry & { readonly isCut?: true };

/** Part of an instance's history, from the given sequence on. Throws `not_found`. */
export async function readHistory(
  { store }: ServiceContext,
  ref: InstanceRef,
  { cut, ...range }: HistoryRange,
): Promise<Omit<HistoryPage, 'entries'> & { readonly entries: readonly ShownEntry[] }> {
  const page = (await store.readHistory(ref, range)) ?? refuseUnknown(ref);
  if (cut === undefined) return page;
  return { ...page, entries: page.entries.map((entry) => cutEntry(entry, cut)) };
}

function cutEntry({ event: whole, ...rest }: HistoryEntry, most: number): ShownEntry {
  const { event, isCut } = cutEvent(whole, most);
  return isCut ? { ...rest, event, isCut } : { ...rest, event };
}
