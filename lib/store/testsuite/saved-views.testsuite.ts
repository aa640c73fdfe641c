import { describe, expect, test } from 'vitest';
import { NO_FILTER } from '@/lib/domain/instance-filter';
import type { SavedView } from '@/lib/domain/saved-view';
import { aSave, anInstanceRecord } from '@/lib/testing/store-builders';
import type { StoreUnderTest } from './store-under-test';

const view = (id: string, over: Partial<SavedView> = {}): SavedView => ({
  ...{ id, name: `View ${id}`, search: 'status=failed&q=%22ä%22', isDefault: false, createdAt: 1.5, updatedAt: 2 },
  ...over,
});

function commitOne(runtime: StoreUnderTest['runtime']): Promise<void> {
  return runtime.commit([[aSave(anInstanceRecord({ key: runtime.allocateKey() }))]]);
}

/** Saved views: kept for all who use the console. */
export function describeSavedViews(current: () => StoreUnderTest): void {
  describe('saved views', () => {
    test('are kept by name, replaced by id and deleted', async () => {
      const { console } = current();
      expect(await console.listViews()).toEqual([]);
      await console.saveView(view('b'));
      await console.saveView(view('a', { name: 'Zulu' }));
      expect(await console.listViews()).toEqual([view('b'), view('a', { name: 'Zulu' })]);
      await console.saveView(view('a', { name: 'Alpha', search: '' }));
      expect(await console.listViews()).toEqual([view('a', { name: 'Alpha', search: '' }), view('b')]);
      expect(await console.deleteView('a')).toBe(true);
      expect(await console.deleteView('a')).toBe(false);
      expect(await console.listViews()).toEqual([view('b')]);
    });

    test('one at most is the default', async () => {
      const { console } = current();
      await console.saveView(view('a', { isDefault: true }));
      await console.saveView(view('b', { isDefault: true }));
      expect((await console.listViews()).map(({ id, isDefault }) => [id, isDefault])).toEqual([
        ['a', false],
        ['b', true],
      ]);
      await console.saveView(view('b'));
      expect((await console.listViews()).some(({ isDefault }) => isDefault)).toBe(false);
    });

    test('two of one name are refused, and the first stays', async () => {
      const { console } = current();
      await console.saveView(view('a'));
      await expect(console.saveView(view('b', { name: 'View a' }))).rejects.toThrow();
      expect(await console.listViews()).toEqual([view('a')]);
    });

    test('are written while the runtime commits', async () => {
      const { console, runtime } = current();
      const saves = Array.from({ length: 20 }, (_, index) => console.saveView(view(`v${index}`)));
      for (let index = 0; index < 20; index += 1) await commitOne(runtime);
      await Promise.all(saves);
      expect(await console.listViews()).toHaveLength(20);
      expect((await console.countInstances(NO_FILTER)).total.count).toBe(20);
    });
  });
}
