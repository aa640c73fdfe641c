import type { SavedView } from '@/lib/domain/saved-view';
import type { PrismaClient } from './generated/sqlite/client';

type Rows = Pick<PrismaClient, 'savedView' | '$transaction'>;

/** All views by name. */
export async function listViews({ savedView }: Rows): Promise<readonly SavedView[]> {
  const rows = await savedView.findMany({ orderBy: { name: 'asc' } });
  return rows.map(({ isDefault, ...row }) => ({ ...row, isDefault: isDefault === 1 }));
}

/** Adds a view, or replaces the one with its id; as the default it takes the place of the one before. */
export async function saveView(prisma: Rows, { isDefault, ...view }: SavedView): Promise<void> {
  const row = { ...view, isDefault: isDefault ? 1 : 0 };
  const put = prisma.savedView.upsert({ where: { id: view.id }, create: row, update: row });
  if (!isDefault) {
    await put;
    return;
  }
  const others = prisma.savedView.updateMany({ where: { isDefault: 1, id: { not: view.id } }, data: { isDefault: 0 } });
  await prisma.$transaction([others, put]);
}

/** False when there is none. */
export async function deleteView({ savedView }: Rows, id: string): Promise<boolean> {
  return (await savedView.deleteMany({ where: { id } })).count > 0;
}
