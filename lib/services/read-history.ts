import type { InstanceRef } from '@/lib/domain/instance';
import type { HistoryPage } from '@/lib/store/console-store';
import { refuseUnknown } from './require-instance';
import type { ServiceContext } from './service-context';

export type HistoryRange = { readonly from: number; readonly limit: number };

/** Part of an instance's history, from the given sequence on. Throws `not_found`. */
export async function readHistory(
  { store }: ServiceContext,
  ref: InstanceRef,
  range: HistoryRange,
): Promise<HistoryPage> {
  return (await store.readHistory(ref, range)) ?? refuseUnknown(ref);
}
