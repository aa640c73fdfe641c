import type { DeclaredPath } from '@/lib/domain/declared-path';
import type { ServiceContext } from './service-context';

export type KnownToStore = { readonly paths: readonly DeclaredPath[] };

/** What queries may name and people cannot know by heart. */
export async function listNames({ store }: ServiceContext): Promise<KnownToStore> {
  return { paths: await store.listDeclaredPaths() };
}
