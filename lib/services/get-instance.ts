import type { InstanceDetail, InstanceRef } from '@/lib/domain/instance';
import type { Related } from '@/lib/store/console-store';
import { requireInstance } from './require-instance';
import type { ServiceContext } from './service-context';

export type InstanceView = { readonly instance: InstanceDetail; readonly related: Related };

/** One instance with its payloads and its relatives. Throws `not_found`. */
export async function getInstance({ store }: ServiceContext, ref: InstanceRef): Promise<InstanceView> {
  const instance = await requireInstance(store, ref);
  return { instance, related: await store.getRelated(ref) };
}
