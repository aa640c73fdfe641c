import type { InstanceRef } from '@/lib/domain/instance';
import type { ChildPage, Descendants } from '@/lib/store/console-store';
import type { ServiceContext } from './service-context';

export type ChildrenOf = ChildPage & { readonly below: Descendants };

/** The first children of an instance, which may be gone itself, and how many there are below it. */
export async function listChildren({ store }: ServiceContext, ref: InstanceRef, limit: number): Promise<ChildrenOf> {
  const [page, below] = await Promise.all([store.listChildren(ref, limit), store.countDescendants(ref)]);
  return { ...page, below };
}
