import { afterEach, describe, expect, test } from 'vitest';
import { FaultRun } from './fixtures/fault-run';
import type { Faults } from './fixtures/fault-control';
import { chosenSeed } from './fixtures/seed';
import { fileStore } from './fixtures/stores';

const UNAVAILABLE = 14;
const INSTANCES = 30;
const { seed, random } = chosenSeed('disk faults');
let run: FaultRun;

afterEach(() => run.remove());

const storms: readonly (readonly [string, Faults, RegExp])[] = [
  ['the disk is full', { writing: 'ENOSPC' }, /cannot grow: the disk is full.*Free some space/],
  ['writes fail', { writing: 'EIO' }, /cannot be read or written.*Check the file/],
  ['syncs fail', { syncing: 'EIO' }, /cannot be read or written.*Check the file/],
  ['a sync finds the disk full', { syncing: 'ENOSPC' }, /cannot/],
  [
    'the disk turns read-only',
    { writing: 'EROFS', syncing: 'EROFS', opening: 'EROFS' },
    /cannot be read or written|is read-only/,
  ],
];

describe.each(storms)('while %s', (_, faults, refusal) => {
  test('clients are refused, and when it is over the work goes on by itself', async () => {
    run = await FaultRun.start({ store: fileStore, seed });
    const ids = Array.from({ length: INSTANCES }, (__, index) => `i${index}`);
    const finished = Promise.all(ids.map((id) => run.carryThrough(id)));
    for (const reported of [random.between(1, 40), random.between(60, 110)]) {
      await Promise.race([run.reached('reported', reported), finished]);
      run.control.set(faults);
      expect((await run.startUntilRefused()).details).toMatch(refusal);
      expect(await run.hub.state('more-0'), 'nothing of it is there, and reads are answered').toBeUndefined();
      run.control.heal();
    }
    await finished;
    expect(run.runtimeIsAlive).toBe(true);
    expect(run.refusals.filter(({ code }) => code !== UNAVAILABLE)).toEqual([]);
    expect(await run.losses()).toEqual([]);
    await run.killRuntime();
    expect(await run.losses(), 'after a kill -9').toEqual([]);
  });
});

test('writes and syncs that fail now and then lose nothing', async () => {
  run = await FaultRun.start({ store: fileStore, seed });
  run.control.set({ writing: 'EIO', syncing: 'EIO', perThousand: 20 });
  await Promise.all(Array.from({ length: INSTANCES }, (_, index) => run.carryThrough(`i${index}`)));
  expect(run.control.counts().failures).toBeGreaterThan(0);
  run.control.heal();
  expect(run.runtimeIsAlive).toBe(true);
  expect(await run.losses()).toEqual([]);
});
