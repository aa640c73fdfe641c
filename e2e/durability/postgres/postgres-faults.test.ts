// Not run yet: the runtime takes no `DATABASE_URL` so far. Once it does, add 'e2e/durability/postgres/*.test.ts' to the
// configuration beside this folder.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FaultRun } from '../fixtures/fault-run';
import { findLosses } from '../fixtures/losses';
import { readByWire } from '../fixtures/read-by-wire';
import { chosenSeed } from '../fixtures/seed';
import type { DurableStore } from '../fixtures/stores';
import { ReplicatedPair } from './replicated-pair';
import { Switchboard } from './switchboard';

const INSTANCES = 30;
const { seed, random } = chosenSeed('PostgreSQL faults');
let pair: ReplicatedPair;
let switchboard: Switchboard;
let run: FaultRun;

beforeEach(async () => {
  pair = await ReplicatedPair.start();
  switchboard = await Switchboard.open(pair.primary.port);
  run = await FaultRun.start({ store: behind(pair.url(switchboard.port)), seed });
});

afterEach(async () => {
  await run.remove();
  await switchboard.close();
  await pair.remove();
});

function behind(url: string): DurableStore {
  return {
    name: 'PostgreSQL',
    env: () => ({ DATABASE_URL: url }),
    async losses({ hub }, { entries, expected }) {
      const ids = entries.map(({ instanceId }) => instanceId);
      return findLosses(entries, await readByWire(hub, ids), expected);
    },
  };
}

const blows: readonly (readonly [string, () => Promise<void>])[] = [
  ['connections are cut', () => Promise.resolve(switchboard.cut())],
  ['an operator ends the connections', () => pair.endConnections(pair.primary)],
  [
    'the server is restarted',
    async () => {
      await pair.stop(pair.primary, 'fast');
      await pair.start(pair.primary);
    },
  ],
  [
    'the server crashes and recovers',
    async () => {
      await pair.stop(pair.primary, 'immediate');
      await pair.start(pair.primary);
    },
  ],
  [
    'the primary is lost and the standby takes over',
    async () => {
      switchboard.block();
      await pair.stop(pair.primary, 'immediate');
      await pair.promote();
      switchboard.lead(pair.standby.port);
    },
  ],
];

test.each(blows)('when %s nothing acknowledged is lost and the work goes on by itself', async (_, strike) => {
  const ids = Array.from({ length: INSTANCES }, (__, index) => `i${index}`);
  const finished = Promise.all(ids.map((id) => run.carryThrough(id)));
  await Promise.race([run.reached('reported', random.between(1, 100)), finished]);
  await strike();
  await finished;
  await run.carryThrough('afterwards');
  expect(run.runtimeIsAlive, 'the same process goes on').toBe(true);
  expect(await run.losses()).toEqual([]);
});
