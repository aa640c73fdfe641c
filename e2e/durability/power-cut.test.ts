import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { expectSoundStore } from '@/lib/testing/expect-sound-store';
import { readAfterCrash } from '@/lib/testing/read-after-crash';
import { readDiskLog, type DiskCall } from './fixtures/disk-log';
import { FaultRun } from './fixtures/fault-run';
import type { Faults } from './fixtures/fault-control';
import { findLosses } from './fixtures/losses';
import { Disk, FATES, type Fate } from './fixtures/power-cut';
import { chosenSeed } from './fixtures/seed';
import { fileStore } from './fixtures/stores';

/** Where the copies lie: in main memory where the system has room for that, since what they are for is over by then. */
const MEMORY = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
const INSTANCES = 12;
const INSTANTS = Number(process.env['POWER_CUTS'] ?? 50);
const { seed, random } = chosenSeed('power cuts');
let run: FaultRun;

afterEach(() => run.remove());

/** Runs a load to its end on a disk with these faults, with a kill -9 in the middle. */
async function record(faults: Faults): Promise<readonly DiskCall[]> {
  run = await FaultRun.start({ store: fileStore, seed, logsDisk: true });
  run.control.set(faults);
  const finished = Promise.all(Array.from({ length: INSTANCES }, (_, index) => run.carryThrough(`i${index}`)));
  await run.reached('reported', (INSTANCES * 5) / 2);
  run.control.heal();
  await run.killRuntime();
  run.control.set(faults);
  await finished;
  await run.stop('SIGKILL');
  return readDiskLog(run.diskLog);
}

/** What is lost when the power goes after that many bytes of the log. */
async function lossesAfter(disk: Disk, instant: number, fate: Fate): Promise<readonly string[]> {
  const folder = mkdtempSync(join(MEMORY, 'perdure-cut-'));
  try {
    disk.cutPower(folder, fate);
    const path = join(folder, 'perdure.db');
    const runs = await readAfterCrash(path);
    expectSoundStore(path);
    const acknowledged = run.entries.filter(({ kind, diskLog }) => kind === 'ran' || diskLog <= instant);
    const losses = findLosses(acknowledged, runs, { ended: false });
    return losses.map((loss) => `${loss} (${fate} after byte ${instant})`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Cuts the power at random instants, and just after random acknowledgments, where most is at stake. */
async function cutPowerOften(calls: readonly DiskCall[]): Promise<readonly string[]> {
  const instants = Array.from({ length: INSTANTS }, (_, index) =>
    index % 2 === 0 ? random.pick(calls).end : Math.max(calls[0]?.end ?? 0, random.pick(run.entries).diskLog),
  ).toSorted((a, b) => a - b);
  const disk = new Disk(random);
  const losses: string[] = [];
  let next = 0;
  for (const instant of instants) {
    for (let call = calls[next]; call !== undefined && call.end <= instant; call = calls[next]) {
      disk.apply(call);
      next += 1;
    }
    for (const fate of FATES) losses.push(...(await lossesAfter(disk, instant, fate)));
  }
  return losses;
}

test('a power cut at any instant loses nothing that was acknowledged', async () => {
  expect(await cutPowerOften(await record({}))).toEqual([]);
});

test.each(FATES)('after a power cut the work goes on (what was not synced is %s)', async (fate) => {
  const calls = await record({});
  const instant = random.pick(run.entries.slice(run.entries.length / 4)).diskLog;
  const disk = new Disk(random);
  for (const call of calls) if (call.end <= instant) disk.apply(call);
  rmSync(run.dataDir, { recursive: true });
  disk.cutPower(run.dataDir, fate);
  run.rewind(instant);
  await run.startRuntime();
  run.startWorker();
  const ids = run.entries.flatMap((entry) => (entry.kind === 'acknowledged' ? [entry.instanceId] : []));
  await Promise.all(ids.map((id) => run.letGo(id)));
  expect(ids.length).toBeGreaterThan(0);
  expect(await run.losses()).toEqual([]);
});

test('a power cut loses nothing either when syncs and writes failed before it', async () => {
  const calls = await record({ syncing: 'EIO', writing: 'EIO', perThousand: 10 });
  expect(calls.filter(({ kind }) => kind === 'failed sync').length).toBeGreaterThan(0);
  expect(await cutPowerOften(calls)).toEqual([]);
});

test('these tests notice a disk that only says that it has synced', async () => {
  const calls = await record({ lies: true });
  expect((await cutPowerOften(calls)).length).toBeGreaterThan(0);
});
