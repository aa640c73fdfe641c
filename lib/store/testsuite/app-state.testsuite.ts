import { describe, expect, test } from 'vitest';
import { anInstanceRecord, aSave, refOf } from '@/lib/testing/store-builders';
import type { StateWrite } from '../runtime-store';
import type { StoreUnderTest } from './store-under-test';

const PLACE = { appId: 'shop', store: 'statestore', key: 'item-1' };

/** What apps keep by the state API. */
export function describeAppState(current: () => StoreUnderTest): void {
  describe('state of apps', () => {
    test('is what was written last, byte by byte, until it is deleted', async () => {
      const { runtime } = current();
      expect(await runtime.readState(PLACE)).toBeUndefined();
      const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
      await runtime.commit([[put(bytes, 'e-1')]]);
      expect(await readAt()).toEqual({ value: [...bytes], etag: 'e-1' });
      await runtime.commit([[put(new Uint8Array(), 'e-2')], [put(Uint8Array.of(1), 'e-3')]]);
      expect(await readAt()).toEqual({ value: [1], etag: 'e-3' });
      await runtime.commit([[put(Uint8Array.of(2), 'e-4'), { ...put(undefined, '') }]]);
      expect(await runtime.readState(PLACE)).toBeUndefined();
    });

    test('is apart by app, store and key', async () => {
      const { runtime } = current();
      const others = [
        { ...PLACE, appId: 'bank' },
        { ...PLACE, store: 'other' },
        { ...PLACE, key: 'Item-1' },
      ];
      await runtime.commit([[put(Uint8Array.of(1), 'e-1')]]);
      for (const other of others) expect(await runtime.readState(other)).toBeUndefined();
      await runtime.commit([others.map((other) => ({ ...put(undefined, ''), ...other }))]);
      expect(await readAt()).toEqual({ value: [1], etag: 'e-1' });
    });

    test('is written together with instances, or not at all', async () => {
      const { runtime } = current();
      const save = aSave(anInstanceRecord({ key: runtime.allocateKey() }));
      await runtime.commit([[save, put(Uint8Array.of(1), 'e-1')]]);
      expect(await runtime.load(refOf(save))).toBeDefined();
      const stale = { ...save, history: { ...save.history, from: 7 }, previous: save.record };
      await expect(runtime.commit([[put(Uint8Array.of(2), 'e-2'), stale]])).rejects.toThrow();
      expect(await readAt()).toEqual({ value: [1], etag: 'e-1' });
    });

    async function readAt() {
      const found = await current().runtime.readState(PLACE);
      return found && { etag: found.etag, value: [...found.value] };
    }
  });
}

function put(value: Uint8Array | undefined, etag: string): StateWrite {
  return { kind: 'state', ...PLACE, at: 1, entry: value && { value, etag } };
}
