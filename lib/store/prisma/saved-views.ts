import { sqltag as sql, type Sql } from '@prisma/client/runtime/client';
import type { SavedView } from '@/lib/domain/saved-view';
import type { PrismaClient } from './generated/sqlite/client';

type Rows = Pick<PrismaClient, 'savedView'>;

/** All views by name. */
export async function listViews({ savedView }: Rows): Promise<readonly SavedView[]> {
  const rows = await savedView.findMany({ orderBy: { name: 'asc' } });
  return rows.map(({ isDefault, ...row }) => ({ ...row, isDefault: isDefault === 1 }));
}

/** Adds a view, or replaces the one with its id; as the default it takes the place of the one before. */
export function savingView({ id, name, search, isDefault, createdAt, updatedAt }: SavedView): readonly Sql[] {
  const put = sql`
    INSERT INTO saved_view (id, name, search, is_default, created_at, updated_at)
    VALUES (${id}, ${name}, ${search}, ${isDefault ? 1 : 0}, ${createdAt}, ${updatedAt})
    ON CONFLICT (id) DO UPDATE SET name = excluded.name, search = excluded.search, is_default = excluded.is_default,
      created_at = excluded.created_at, updated_at = excluded.updated_at`;
  const others = sql`UPDATE saved_view SET is_default = 0 WHERE is_default = 1 AND id <> ${id}`;
  return isDefault ? [put, others] : [put];
}

/** Hits nothing when there is none. */
export function deletingView(id: string): readonly Sql[] {
  return [sql`DELETE FROM saved_view WHERE id = ${id}`];
}
