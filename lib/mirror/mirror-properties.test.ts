import fc from 'fast-check';
import { expect, test } from 'vitest';
import { expectSoundStore } from '@/lib/testing/expect-sound-store';
import { aMirroredStore } from '@/lib/testing/dapr/mirrored-store';
import { readRecordedStore, type RecordedRow } from '@/lib/testing/dapr/recorded-store';

const recorded = readRecordedStore('sqlite');
const LATER = 160_000;
const IDS = ['chain', 'fan-out', 'retries-used-up', 'asleep', 'generations', 'halfway'];
const ref = (instanceId: string) => ({ appId: 'shop', instanceId });

/** An event of number 900, which this version of the protocol does not have. */
const UNKNOWN_EVENT = Buffer.from([0x08, 0x63, 0xa2, 0x38, 0x00]).toString('base64');

/** What happens to one row; undefined: it is gone. */
type Damage = (row: RecordedRow) => RecordedRow | undefined;

const damage: fc.Arbitrary<Damage> = fc.oneof(
  fc.nat({ max: 100 }).map((percent): Damage => (row) => ({ ...row, text: cutOff(row.text ?? '', percent / 100) })),
  fc.base64String({ maxLength: 40 }).map((text): Damage => (row) => ({ ...row, text })),
  fc.string({ maxLength: 20 }).map((text): Damage => (row) => ({ ...row, text })),
  fc.string({ maxLength: 20 }).map((text): Damage => (row) => ({ ...row, text, isBinary: false })),
  fc.constant<Damage>((row) => ({ ...row, text: UNKNOWN_EVENT })),
  // A list goes by this row: without it the engine does not know the execution either.
  fc.constant<Damage>((row) => (row.key.endsWith('||metadata') ? row : undefined)),
);

const damagedRun = fc.record({
  from: fc.constantFrom(...IDS),
  damages: fc.array(fc.record({ at: fc.nat({ max: 1_000 }), damage }), { minLength: 1, maxLength: 3 }),
});

test('whatever happens to rows, each execution is mirrored or flagged, the others are whole, and the mirror is sound', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(damagedRun, { minLength: 15, maxLength: 30 }), async (runs) => {
      const { source, store, path, newMirror } = await aMirroredStore();
      await source.write(recorded.rows, 100);
      for (const [index, { from, damages }] of runs.entries()) {
        const rows = damages.reduce((now, { at, damage: change }) => damagedAt(now, at, change), copyOf(from, index));
        await source.write(rows, 100);
      }
      const { flawed } = await newMirror(LATER).mirrorChanges({});
      const isFlagged = (id: string): boolean => flawed.some(({ instanceId }) => instanceId === id);
      for (const { instanceId, history } of recorded.answers) {
        expect([instanceId, isFlagged(instanceId)]).toEqual([instanceId, false]);
        expect((await store.load(ref(instanceId)))?.history).toHaveLength(history.length);
      }
      for (const [index, { from }] of runs.entries()) {
        const id = `fuzzed-${index}`;
        const [kept, whole] = [await store.load(ref(id)), await store.load(ref(from))];
        expect(kept, id).toBeDefined();
        const isShorter = (kept?.history.length ?? 0) < (whole?.history.length ?? 0);
        if (isShorter) expect([id, isFlagged(id), kept?.record.flaws !== undefined]).toEqual([id, true, true]);
      }
      await expectSoundStore(path);
    }),
    { numRuns: 6, endOnFailure: true },
  );
}, 60_000);

function copyOf(from: string, index: number): readonly RecordedRow[] {
  const own = recorded.rows.filter(({ key }) => key.includes(`||${from}||`));
  return own.map((row) => ({ ...row, key: row.key.replace(`||${from}||`, `||fuzzed-${index}||`) }));
}

function damagedAt(rows: readonly RecordedRow[], at: number, change: Damage): readonly RecordedRow[] {
  return rows.flatMap((row, index) => (index === at % rows.length ? (change(row) ?? []) : row));
}

function cutOff(base64: string, share: number): string {
  const bytes = Buffer.from(base64, 'base64');
  return bytes.subarray(0, Math.floor(bytes.length * share)).toString('base64');
}
