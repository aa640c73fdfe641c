import type { DeclaredPath } from '@/lib/domain/declared-path';
import type { SeenNames } from '@/lib/domain/seen-names';
import type { ServiceContext } from './service-context';

export type NamesForQueries = SeenNames & { readonly paths: readonly DeclaredPath[] };

/** What queries may name and people cannot know by heart. */
export async function listNames({ store }: ServiceContext): Promise<NamesForQueries> {
  const [seen, paths] = await Promise.all([store.seeNames(), store.listDeclaredPaths()]);
  return { ...seen, paths };
}
