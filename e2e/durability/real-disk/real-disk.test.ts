import { rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { FaultRun } from '../fixtures/fault-run';
import { chosenSeed } from '../fixtures/seed';
import { fileStore } from '../fixtures/stores';

const UNAVAILABLE = 14;
const disk = process.env['REAL_DISK'] ?? '';
const ballast = join(disk, 'ballast');
const { seed, random } = chosenSeed('real disk');
let run: FaultRun;

afterEach(async () => {
  await run.remove();
  rmSync(ballast, { force: true });
});

/** Writes until nothing more fits. */
function fillUp(): void {
  const { bsize, bavail } = statfsSync(disk);
  try {
    writeFileSync(ballast, Buffer.alloc(bsize * bavail));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
  }
}

test('a disk that is really full refuses clients and loses nothing; with room the work goes on by itself', async () => {
  run = await FaultRun.start({ store: fileStore, seed, dataDir: join(disk, 'store'), eventBytes: 20_000 });
  const finished = Promise.all(Array.from({ length: 20 }, (_, index) => run.carryThrough(`i${index}`)));
  await Promise.race([run.reached('reported', random.between(1, 60)), finished]);
  run.control.expectTrouble();
  fillUp();
  await run.startUntilRefused();
  rmSync(ballast);
  run.control.heal();
  await finished;
  expect(run.runtimeIsAlive).toBe(true);
  expect(run.refusals.filter(({ code }) => code !== UNAVAILABLE)).toEqual([]);
  expect(run.refusals.map(({ details }) => details)).toContainEqual(expect.stringContaining('the disk is full'));
  expect(await run.losses()).toEqual([]);
});
