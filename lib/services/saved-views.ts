import { randomUUID } from 'node:crypto';
import { AppError } from '@/lib/domain/app-error';
import type { SavedView } from '@/lib/domain/saved-view';
import type { ServiceContext } from './service-context';

/** What somebody wants to keep; with the id of a view that is there it replaces that one. */
export type ViewInput = Pick<SavedView, 'name' | 'search' | 'isDefault'> & { readonly id?: string | undefined };

/** Views that people have kept, by name. */
export async function listViews({ store }: ServiceContext): Promise<{ views: readonly SavedView[] }> {
  return { views: await store.listViews() };
}

/** Keeps a view. Throws `conflict` when another one has the name, `not_found` when the one to replace is gone. */
export async function saveView({ store, now, entry }: ServiceContext, { id, ...view }: ViewInput): Promise<SavedView> {
  const views = await store.listViews();
  const other = views.find(({ name }) => name.toLowerCase() === view.name.toLowerCase());
  if (other !== undefined && other.id !== id) {
    throw new AppError('conflict', `There is a view named ${other.name} already.`, {
      hint: 'Choose another name, or change that view.',
    });
  }
  const before = views.find((candidate) => candidate.id === id);
  if (id !== undefined && before === undefined) {
    throw new AppError('not_found', 'The view was deleted meanwhile.', { hint: 'Save it as a new one.' });
  }
  const at = now();
  const saved = { ...view, id: id ?? randomUUID(), createdAt: before?.createdAt ?? at, updatedAt: at };
  await store.saveView(saved, entry);
  return saved;
}

/** Deletes a view; `not_found` when it is gone already. */
export async function deleteView({ store, entry }: ServiceContext, id: string): Promise<{ done: true }> {
  if (await store.deleteView(id, entry)) return { done: true };
  throw new AppError('not_found', 'The view was deleted already.');
}
