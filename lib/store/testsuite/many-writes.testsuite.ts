import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PropagatedHistory } from '@/lib/domain/propagated-history';
import {
  anInstanceRecord,
  aPurge,
  aRaisedEvent,
  aSave,
  aSaveAfter,
  aScheduledTask,
  aStep,
  NO_PAYLOAD,
  type Save,
} from '@/lib/testing/store-builders';
import type { ChangeSet, InstanceWrite, RuntimeStore, StoredInstance } from '../runtime-store';
import type { StoreUnderTest } from './store-under-test';

type Move = {
  readonly at: number;
  readonly kind: 'save' | 'purge';
  readonly resetHistory: boolean;
  readonly resetSteps: boolean;
  readonly events: number;
  readonly steps: readonly number[];
  readonly inbox: number;
  readonly consume: number | undefined;
  readonly payload: string | undefined;
  readonly propagated: PropagatedHistory | 'clear' | undefined;
  readonly completed: boolean;
};

/** Grouping changes nothing: a commit of many writes leaves what the same writes leave one by one. */
export function describeManyWrites(current: () => StoreUnderTest): void {
  test('many writes in one commit leave what they leave one by one', async () => {
    const { runtime } = current();
    await fc.assert(
      fc.asyncProperty(fc.array(anyMove(), { maxLength: 12 }), async (moves) => {
        const together = writesOf(moves, 'together', runtime);
        const alone = writesOf(moves, 'alone', runtime);
        await runtime.commit([together.writes]);
        for (const write of alone.writes) await runtime.commit([[write]]);
        for (const instanceId of ['i0', 'i1']) {
          const [one, other] = [
            await runtime.load({ appId: 'together', instanceId }),
            await runtime.load({ appId: 'alone', instanceId }),
          ];
          expect(comparable(one)).toEqual(comparable(other));
        }
        await runtime.commit([[...together.left, ...alone.left].map(aPurge)]);
      }),
      { numRuns: 60 },
    );
  });

  describe('a large commit', () => {
    test('of many rows and of large ones is written whole', async () => {
      const { runtime } = current();
      const text = 'x'.repeat(9_000_000);
      const changes: ChangeSet[] = Array.from({ length: 1_200 }, (_, index) => {
        const append = Array.from({ length: 5 }, (_event, eventId) => aScheduledTask(eventId));
        const record = anInstanceRecord({ key: runtime.allocateKey() });
        const payload = index < 5 ? { ...NO_PAYLOAD, input: text } : undefined;
        return [aSave(record, { history: { append }, ...(payload && { payload }) })];
      });
      await runtime.commit(changes);
      const first = await runtime.load({ appId: 'shop', instanceId: 'order-5' });
      expect(first?.payload.input).toHaveLength(text.length);
      const last = await runtime.load({ appId: 'shop', instanceId: 'order-1200' });
      expect(last?.history).toHaveLength(5);
      expect(await runtime.kinds()).toHaveLength(1);
    });
  });
}

function comparable(stored: StoredInstance | undefined): unknown {
  return stored && { ...stored, record: { ...stored.record, appId: '', key: 0 } };
}

/** The writes of one app, and the instances that are there after them. */
function writesOf(
  moves: readonly Move[],
  appId: string,
  store: RuntimeStore,
): { readonly writes: readonly InstanceWrite[]; readonly left: readonly Save[] } {
  const live = new Map<number, Save>();
  const writes = moves.flatMap((move, seq): readonly InstanceWrite[] => {
    const before = live.get(move.at);
    if (move.kind === 'purge') {
      live.delete(move.at);
      return before === undefined ? [] : [aPurge(before)];
    }
    const save = saveOf(move, { before, seq, appId, store });
    live.set(move.at, save);
    return [save];
  });
  return { writes, left: [...live.values()] };
}

type Setting = {
  readonly before: Save | undefined;
  readonly seq: number;
  readonly appId: string;
  readonly store: RuntimeStore;
};

function saveOf(move: Move, { before, seq, appId, store }: Setting): Save {
  const append = Array.from({ length: move.events }, (_, index) => aScheduledTask(seq * 10 + index));
  const history = { append, ...(move.resetHistory && { reset: true, from: 0 }) };
  const add = Array.from({ length: move.inbox }, (_, index) => aRaisedEvent(seq * 10 + index));
  const parts = {
    history,
    inbox: { add, ...(move.consume !== undefined && { removeThrough: move.consume * 10 }) },
    steps: { put: move.steps.map((eventId) => aStep({ eventId, attempt: seq })), reset: move.resetSteps },
    ...(move.payload !== undefined && { payload: { ...NO_PAYLOAD, input: move.payload } }),
  };
  const status = move.completed ? ('completed' as const) : ('running' as const);
  const save =
    before === undefined
      ? aSave(
          anInstanceRecord({ key: store.allocateKey(), appId, instanceId: `i${move.at}`, createdAt: 1, status }),
          parts,
        )
      : aSaveAfter(before, { status, attempts: seq }, parts);
  const fixed = { ...save, record: { ...save.record, executionId: 'run', updatedAt: seq } };
  if (move.propagated === undefined) return fixed;
  return { ...fixed, propagated: { history: move.propagated === 'clear' ? undefined : move.propagated } };
}

function anyMove(): fc.Arbitrary<Move> {
  const chunk = { appId: 'a', instanceId: 'p', workflowName: 'P', events: [aScheduledTask(1)] };
  return fc.record({
    at: fc.nat({ max: 1 }),
    kind: fc.constantFrom('save' as const, 'save' as const, 'save' as const, 'purge' as const),
    resetHistory: fc.boolean(),
    resetSteps: fc.boolean(),
    events: fc.nat({ max: 2 }),
    steps: fc.uniqueArray(fc.nat({ max: 2 }), { maxLength: 2 }),
    inbox: fc.nat({ max: 2 }),
    consume: fc.option(fc.nat({ max: 12 }), { nil: undefined }),
    payload: fc.option(fc.constantFrom('', 'x'), { nil: undefined }),
    propagated: fc.constantFrom(undefined, 'clear' as const, { scope: 'lineage' as const, chunks: [chunk] }),
    completed: fc.boolean(),
  });
}
