import { afterEach, describe, expect, test } from 'vitest';
import { FaultRun } from './fixtures/fault-run';
import type { Faults } from './fixtures/fault-control';
import { chosenSeed } from './fixtures/seed';
import { fileStore } from './fixtures/stores';

const { seed } = chosenSeed('refused starts');
let run: FaultRun;

afterEach(() => run.remove());

const storms: readonly (readonly [string, Faults, RegExp])[] = [
  ['the store is read-only', { writing: 'EROFS', opening: 'EROFS' }, /perdure\.db.* (is read-only|cannot be opened)/],
  ['the disk is full', { writing: 'ENOSPC' }, /perdure\.db.* (the disk is full|the disk has no room)/],
  [
    'the disk fails',
    { writing: 'EIO', syncing: 'EIO' },
    /perdure\.db.* (cannot be read or written|cannot be opened: the disk .*fails)/,
  ],
];

describe.each(storms)('while %s', (_, faults, refusal) => {
  test('a runtime does not start and says why; afterwards it starts and goes on', async () => {
    run = await FaultRun.start({ store: fileStore, seed });
    const ids = ['a', 'b', 'c'];
    const finished = Promise.all(ids.map((id) => run.carryThrough(id)));
    await run.reached('reported', 3);
    await run.runtime.stop('SIGKILL');
    run.control.set(faults);
    await expect(run.startRuntime()).rejects.toThrow(refusal);
    run.control.heal();
    await run.startRuntime();
    await finished;
    expect(await run.losses()).toEqual([]);
  });
});
