import { sqltag as sql } from '@prisma/client/runtime/client';
import type { SavedView } from '@/lib/domain/saved-view';
import type { ConsoleDatabase } from './dialect';
import type { PrismaClient } from './generated/sqlite/client';

type Rows = Pick<PrismaClient, 'savedView'>;

/** All views by name. */
export async function listViews({ savedView }: Rows): Promise<readonly SavedView[]> {
  const rows = await savedView.findMany({ orderBy: { name: 'asc' } });
  return rows.map(({ isDefault, ...row }) => ({ ...row, isDefault: isDefault === 1 }));
}

/** Adds a view, or replaces the one with its id; as the default it takes the place of the one before. */
export async function saveView(
  { atomically }: Pick<ConsoleDatabase, 'atomically'>,
  { id, name, search, isDefault, createdAt, updatedAt }: SavedView,
): Promise<void> {
  const put = sql`
    INSERT INTO saved_view (id, name, search, is_default, created_at, updated_at)
    VALUES (${id}, ${name}, ${search}, ${isDefault ? 1 : 0}, ${createdAt}, ${updatedAt})
    ON CONFLICT (id) DO UPDATE SET name = excluded.name, search = excluded.search, is_default = excluded.is_default,
      created_at = excluded.created_at, updated_at = excluded.updated_at`;
  const others = sql`UPDATE saved_view SET is_default = 0 WHERE is_default = 1 AND id <> ${id}`;
  await atomically(isDefault ? [put, others] : [put]);
}

/** False when there is none. */
export async function deleteView({ savedView }: Rows, id: string): Promise<boolean> {
  return (await savedView.deleteMany({ where: { id } })).count > 0;
}
