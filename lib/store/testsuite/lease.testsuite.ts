import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { NO_FILTER } from '@/lib/domain/instance-filter';
import { anInstanceRecord, aSave, refOf } from '@/lib/testing/store-builders';
import type { LeaseRequest } from '../acquire-lease';
import type { LeaseTime } from '../held-lease';
import { heartbeatMs, LeaseLost, type LeaseRow } from '../lease';
import type { RuntimeStore } from '../runtime-store';
import type { StoreUnderTest } from './store-under-test';

const LEASE_MS = 200;
/** So long that no heartbeat comes by itself during a test. */
const LONG_MS = 600_000;

/** Time that moves only when somebody waits for it, or when a test says so: who has it gives no sign of life by itself. */
function stillTime(): LeaseTime & { pass(ms: number): void; waited: number } {
  let at = 0;
  const time = {
    waited: 0,
    now: () => at,
    elapsed: () => at,
    pass: (ms: number) => void (at += ms),
    pause: async (ms: number) => {
      time.waited += ms;
      at += ms;
    },
  };
  return time;
}

/** That one process writes, who it is, and how it is replaced. */
export function describeLease(current: () => StoreUnderTest): void {
  /** Opens a runtime in the place of the one that the suite opened, and closes it after the test. */
  async function take(lease: LeaseRequest = {}): Promise<RuntimeStore> {
    const holder = { leaseMs: LEASE_MS, ...lease.holder };
    const store = await current().openAnotherRuntime({ ...lease, holder });
    onTestFinished(() => store.close());
    return store;
  }

  /** The first runtime of a test, which may fall silent. */
  async function first(lease: LeaseRequest = {}): Promise<RuntimeStore> {
    await current().runtime.close();
    return take(lease);
  }

  const one = aSave(anInstanceRecord({ key: 1 }));
  const two = aSave(anInstanceRecord({ key: 2 }));

  describe('lease', () => {
    test('a second runtime is refused when the first shows life, and told who that is', async () => {
      await first({ holder: { host: 'first-host', pid: 4711, place: 'elsewhere' } });
      const since = new Date((await current().readLease()).holder?.since ?? 0).toISOString();
      const refused = take();
      await expect(refused).rejects.toMatchObject({ code: 'conflict' });
      await expect(refused).rejects.toThrow(
        `in use by another Perdure runtime (pid 4711 on host first-host, since ${since}, last sign of life 20`,
      );
    });

    test('one that is closed leaves the store to the next at once', async () => {
      const before = await current().readLease();
      const waits: LeaseRow[] = [];
      await first({ onWait: (row) => void waits.push(row) });
      const { epoch, holder } = await current().readLease();
      expect(epoch).toBe(before.epoch + 1);
      expect(holder).toMatchObject({ pid: process.pid, leaseMs: LEASE_MS });
      expect(waits).toEqual([]);
    });

    test('a holder whose process is gone is replaced at once', async () => {
      await first({ time: stillTime() });
      const time = stillTime();
      await take({ isGone: ({ pid }) => pid === process.pid, time });
      expect(time.waited).toBe(0);
    });

    test('a holder without a sign of life is replaced after its lease time, which is told beforehand', async () => {
      await first({ time: stillTime(), holder: { leaseMs: 300 } });
      const waits: [number | undefined, number][] = [];
      const time = stillTime();
      await take({ time, onWait: ({ holder }, longest) => void waits.push([holder?.pid, longest]) });
      expect(waits).toEqual([[process.pid, 300]]);
      expect(time.waited).toBe(300);
    });

    test('what a replaced holder commits is refused and not in the store; what the new one commits is', async () => {
      const lost: LeaseLost[] = [];
      const old = await first({ time: stillTime(), onLost: (error) => void lost.push(error) });
      await old.commit([[one]]);
      const next = await take({ time: stillTime(), holder: { host: 'second-host' } });
      await next.commit([[two]]);
      const late = [[aSave(anInstanceRecord({ key: 3 }))]];
      for (const attempt of [1, 2]) {
        const refusal = await old.commit(late).catch((error: unknown) => error);
        expect(refusal, `attempt ${attempt}`).toBeInstanceOf(LeaseLost);
        expect(refusal).toMatchObject({
          code: 'unavailable',
          message: expect.stringContaining('second-host') as string,
        });
      }
      expect(lost).toHaveLength(1);
      expect(await current().console.latestRevision()).toBe(2);
      expect(await next.load(refOf(one))).toBeDefined();
      expect(await next.load({ appId: 'shop', instanceId: 'order-3' })).toBeUndefined();

      await old.close();
      expect((await current().readLease()).holder?.host).toBe('second-host');
      await next.commit([late[0] ?? []]);
    });

    test('a replaced holder finds out by itself', async () => {
      const lost = Promise.withResolvers<LeaseLost>();
      const time = stillTime();
      await first({ time, onLost: lost.resolve });
      await take({ time: stillTime(), holder: { host: 'second-host' } });
      time.pass(LEASE_MS);
      expect((await lost.promise).message).toContain('second-host');
    });

    test('a holder that slept for longer than its lease and was not replaced goes on', async () => {
      const time = stillTime();
      const store = await first({ time });
      time.pass(100 * LEASE_MS);
      await store.commit([[one]]);
      expect(await store.load(refOf(one))).toBeDefined();
    });

    test('a commit carries the sign of life when one is due, which is no change of an instance', async () => {
      const time = stillTime();
      const store = await first({ time, holder: { leaseMs: LONG_MS } });
      const before = (await current().readLease()).beat;
      await store.commit([[one]]);
      expect((await current().readLease()).beat).toBe(before);
      time.pass(heartbeatMs(LONG_MS));
      await store.commit([[two]]);
      expect(await current().readLease()).toMatchObject({ beat: before + 1, beatAt: heartbeatMs(LONG_MS) });
      expect(await current().console.latestRevision()).toBe(2);
    });

    test('of several that wait for a silent holder one gets the store', async () => {
      await first({ time: stillTime() });
      const before = await current().readLease();
      const waiters = [1, 2, 3].map(stillTime);
      const all = Promise.withResolvers<void>();
      let waiting = 0;
      // Who comes later than the others would find the new holder as silent as the old one.
      const together = (time: ReturnType<typeof stillTime>): LeaseTime => ({
        ...time,
        async pause(ms) {
          waiting += 1;
          if (waiting === waiters.length) all.resolve();
          await all.promise;
          await time.pause(ms);
        },
      });
      const tries = await Promise.allSettled(waiters.map((time) => take({ time: together(time) })));
      expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      const refusals = tries.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []));
      for (const refusal of refusals) expect(refusal).toMatchObject({ code: 'conflict' });
      expect((await current().readLease()).epoch).toBe(before.epoch + 1);
    });

    const act = fc.record({
      who: fc.nat({ max: 2 }),
      what: fc.constantFrom('open', 'open', 'commit', 'commit', 'commit', 'sleep', 'close'),
    });

    test('property: the last to take the store writes, what others try is refused and not in it, whoever sleeps', async () => {
      let key = 100;
      await current().runtime.close();
      await fc.assert(
        fc.asyncProperty(fc.array(act, { minLength: 10, maxLength: 25, size: 'max' }), async (acts) => {
          const runtimes = new Map<
            number,
            { readonly store: RuntimeStore; readonly time: ReturnType<typeof stillTime> }
          >();
          const outcomes = new Map<number, 'acknowledged' | 'refused'>();
          let owner: number | undefined;
          for (const { who, what } of acts) {
            const known = runtimes.get(who);
            if (what === 'open' && known === undefined) {
              const time = stillTime();
              owner = who;
              runtimes.set(who, { time, store: await current().openAnotherRuntime({ time }) });
            } else if (what === 'sleep') known?.time.pass(10 * LEASE_MS);
            else if (what === 'close') {
              runtimes.delete(who);
              await known?.store.close();
            } else if (known !== undefined) {
              key += 1;
              const outcome = await outcomeOf(known.store.commit([[aSave(anInstanceRecord({ key }))]]));
              outcomes.set(key, outcome);
              expect(outcome).toBe(who === owner ? 'acknowledged' : 'refused');
            }
          }
          for (const { store } of runtimes.values()) await store.close();
          const ids = await idsOf(current());
          for (const [one, outcome] of outcomes) {
            expect(ids.has(`order-${one}`), `order-${one}`).toBe(outcome === 'acknowledged');
          }
        }),
        { numRuns: 15 },
      );
    });
  });
}

async function outcomeOf(commit: Promise<void>): Promise<'acknowledged' | 'refused'> {
  try {
    await commit;
    return 'acknowledged';
  } catch (error) {
    if (error instanceof LeaseLost) return 'refused';
    throw error;
  }
}

async function idsOf({ console }: StoreUnderTest): Promise<ReadonlySet<string>> {
  const { instances } = await console.listInstances(NO_FILTER, { limit: 500 });
  return new Set(instances.map(({ instanceId }) => instanceId));
}
