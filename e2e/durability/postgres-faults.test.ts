import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Cut, cuttingProxy, type CuttingProxy } from '@/lib/testing/postgres/cutting-proxy';
import { goOnAlone, ReplicatedPair } from '@/lib/testing/postgres/replicated-pair';
import { Switchboard } from '@/lib/testing/postgres/switchboard';
import { FaultRun } from './fixtures/fault-run';
import { chosenSeed } from './fixtures/seed';
import { postgresStore } from './fixtures/stores';
import { STEADY_TASKS } from './fixtures/steady-worker';

const INSTANCES = 20;
/** A blow falls while at least a quarter of the work is still to do. */
const LATEST_BLOW = (INSTANCES * STEADY_TASKS * 3) / 4;
const { seed, random } = chosenSeed('PostgreSQL faults');
let pair: ReplicatedPair;
let switchboard: Switchboard;
let proxy: CuttingProxy;
let url: string;
let run: FaultRun;

// The runtime reaches the primary by an address that can be led elsewhere, through a proxy that knows a commit.
beforeEach(async () => {
  pair = await ReplicatedPair.start();
  switchboard = await Switchboard.open(pair.primary.port);
  proxy = await cuttingProxy(pair.url(switchboard));
  url = proxy.url;
  run = await FaultRun.start({ store: postgresStore(() => url), seed });
});

afterEach(async () => {
  await run.remove();
  await proxy.close();
  await switchboard.close();
  await pair.remove();
});

type Blow = { readonly times: number; readonly strike: () => void | Promise<void> };

const cutOff = (where: Cut): Blow => ({ times: 3, strike: () => proxy.cutNextCommit(where) });

const blows: Readonly<Record<string, Blow>> = {
  'connections are cut': { times: 3, strike: () => switchboard.cut() },
  'a commit is cut off before the server has it': cutOff('before the server has it'),
  'a commit is cut off before its answer is back': cutOff('before its answer is back'),
  'an operator ends the connections': {
    times: 3,
    strike: async () => {
      // The runtime may be about to connect again.
      while ((await pair.endConnections(pair.primary)) === 0);
    },
  },
  'the server is restarted': {
    times: 2,
    strike: async () => {
      await pair.primary.halt();
      await pair.primary.start();
    },
  },
  'the server crashes and recovers': {
    times: 2,
    strike: async () => {
      await pair.primary.crash();
      await pair.primary.start();
    },
  },
  'the standby is lost and the primary is told to go on alone': {
    times: 1,
    strike: async () => {
      await pair.standby.crash();
      await goOnAlone(pair.url(pair.primary));
    },
  },
  'the primary is lost, the standby takes over and the address is led there': {
    times: 1,
    strike: async () => {
      await pair.primary.crash();
      await pair.promote();
      switchboard.lead(pair.standby.port);
    },
  },
  'the primary is lost and the address is led to the standby before that takes over': {
    times: 1,
    strike: async () => {
      await pair.primary.crash();
      switchboard.lead(pair.standby.port);
      await pair.promote();
    },
  },
};

/** Carries instances through while blows fall at random points of the work; all have ended when it resolves. */
async function workUnder({ times, strike }: Blow): Promise<void> {
  const ids = Array.from({ length: INSTANCES }, (_, index) => `i${index}`);
  const finished = Promise.all(ids.map((id) => run.carryThrough(id)));
  const noted = raiseUntil(finished);
  // They are awaited below, unless a blow fails before.
  for (const work of [finished, noted]) work.catch(() => undefined);
  const share = LATEST_BLOW / times;
  for (let blow = 0; blow < times; blow += 1) {
    const point = random.between(Math.ceil(blow * share) + 1, Math.floor((blow + 1) * share));
    await Promise.race([run.reached('reported', point), finished]);
    await strike();
  }
  await noted;
  await run.carryThrough('afterwards');
}

/** Raises one event after the other, so that every commit of a load has something that cannot be had again once it is lost. */
async function raiseUntil(finished: Promise<unknown>): Promise<void> {
  let isOver = false;
  const end = (): boolean => (isOver = true);
  finished.then(end, end);
  await run.begin('noted');
  while (!isOver) await run.raiseNote('noted');
  await finished;
  await run.letGo('noted');
}

describe('nothing acknowledged is lost and the store is sound', () => {
  test.each(Object.entries(blows))('when %s, and the work goes on by itself', async (_, blow) => {
    await workUnder(blow);
    expect(run.runtimeIsAlive, 'the same process goes on').toBe(true);
    expect(await run.losses()).toEqual([]);
  });

  test('when the primary is lost and a new runtime is given the address of the new one', async () => {
    await workUnder({
      times: 1,
      strike: async () => {
        await pair.primary.crash();
        await run.runtime.stop(random.pick(['SIGTERM', 'SIGKILL']));
        await pair.promote();
        url = pair.url(pair.standby);
        await run.startRuntime();
      },
    });
    expect(await run.losses()).toEqual([]);
  });
});
