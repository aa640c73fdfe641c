import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { expectSoundStore } from '@/lib/testing/expect-sound-store';
import { holdSnapshot } from '@/lib/testing/hold-snapshot';
import { readAfterCrash } from '@/lib/testing/read-after-crash';
import { readDiskLog, type DiskCall } from './fixtures/disk-log';
import { FaultRun, NOTES } from './fixtures/fault-run';
import type { Faults } from './fixtures/fault-control';
import { findLosses } from './fixtures/losses';
import { Disk, FATES, type Fate } from './fixtures/power-cut';
import { chosenSeed } from './fixtures/seed';
import { fileStore } from './fixtures/stores';

/** Where the copies lie: in main memory where the system has room for that, since what they are for is over by then. */
const MEMORY = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
const INSTANCES = 12;
/** So large that SQLite moves its log into the database while the load runs. */
const LARGE_EVENT = 800_000;
/** So many of these fill the log up. */
const LOG_FULL = 24;
const INSTANTS = Number(process.env['POWER_CUTS'] ?? 40);
const { seed, random } = chosenSeed('power cuts');
let run: FaultRun;

afterEach(() => run.remove());

/** Runs a load to its end on a disk with these faults, with a kill -9 in the middle. */
async function record(
  faults: Faults,
  { eventBytes = 0, ownSeed = seed }: { readonly eventBytes?: number; readonly ownSeed?: number } = {},
): Promise<readonly DiskCall[]> {
  run = await FaultRun.start({ store: fileStore, seed: ownSeed, logsDisk: true, eventBytes });
  run.control.set(faults);
  const reading = readNowAndThen();
  const finished = Promise.all(Array.from({ length: INSTANCES }, (_, index) => run.carryThrough(`i${index}`)));
  await run.reached('reported', (INSTANCES * 5) / 2);
  run.control.heal();
  await run.killRuntime();
  run.control.set(faults);
  await finished;
  await run.stop('SIGKILL');
  await reading;
  return readDiskLog(run.diskLog);
}

/** A load of whose syncs a quarter fails; again with other luck where none did, since shared commits leave few of them. */
async function recordFailedSyncs(): Promise<readonly DiskCall[]> {
  for (let luck = 0; luck < 5; luck += 1) {
    const calls = await record({ syncing: 'EIO', perThousand: 250 }, { ownSeed: seed + luck });
    if (calls.some(({ kind }) => kind === 'failed sync')) return calls;
    await run.remove();
  }
  throw new Error('No sync failed in five runs.');
}

/** Reads as a console does, a moment at a time, so that the log is moved into the database in parts. */
async function readNowAndThen(): Promise<void> {
  for (let raised = 1; raised + 2 <= INSTANCES * NOTES; raised += 3) {
    await run.reached('raised', raised);
    const release = holdSnapshot(join(run.dataDir, 'perdure.db'));
    await run.reached('raised', raised + 2);
    release();
  }
}

/** What is lost when the power goes after that many bytes of the log. */
async function lossesAfter(disk: Disk, instant: number, fate: Fate): Promise<readonly string[]> {
  const folder = mkdtempSync(join(MEMORY, 'perdure-cut-'));
  try {
    disk.cutPower(folder, fate);
    const path = join(folder, 'perdure.db');
    const runs = await readAfterCrash(path);
    await expectSoundStore(path);
    const acknowledged = run.entries.filter(({ kind, diskLog }) => kind === 'ran' || diskLog <= instant);
    const losses = findLosses(acknowledged, runs, { ended: false });
    return losses.map((loss) => `${loss} (${fate} after byte ${instant})`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Cuts the power at random instants, and just after random acknowledgments, where most is at stake. */
async function cutPowerOften(calls: readonly DiskCall[], times = INSTANTS): Promise<readonly string[]> {
  const instants = Array.from({ length: times }, (_, index) =>
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

test('a power cut loses nothing while the log is moved into the database', async () => {
  const calls = await record({}, { eventBytes: LARGE_EVENT });
  const checkpoints = calls.filter(({ kind, file }) => kind === 'sync' && file === 'perdure.db').length;
  expect(checkpoints, 'the log was moved into the database more often than at its creation').toBeGreaterThan(1);
  expect(await cutPowerOften(calls, INSTANTS / 4)).toEqual([]);
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

test('a power cut loses nothing either when syncs failed before it', async () => {
  expect(await cutPowerOften(await recordFailedSyncs())).toEqual([]);
});

test('a power cut loses nothing of a process that began after one whose last sync had failed', async () => {
  run = await FaultRun.start({ store: fileStore, seed, logsDisk: true });
  await run.begin('a', { name: 'Idle' });
  await run.raiseNote('a');
  run.control.set({ syncing: 'EIO' });
  expect(await run.startUntilRefused()).toMatchObject({ code: 14 });
  await run.runtime.stop('SIGKILL');
  run.control.heal();
  await run.startRuntime();
  await run.raiseNote('a');
  await run.stop('SIGKILL');
  const disk = new Disk(random);
  for (const call of readDiskLog(run.diskLog)) disk.apply(call);
  expect(await lossesAfter(disk, Infinity, 'lost')).toEqual([]);
});

test('a power cut loses nothing when a reader held up a checkpoint and the next sync of the database failed', async () => {
  run = await FaultRun.start({ store: fileStore, seed, logsDisk: true, eventBytes: LARGE_EVENT });
  await run.begin('a', { name: 'Idle' });
  run.stopOldestWorker();
  const raise = async (times: number): Promise<void> => {
    for (let time = 0; time < times; time += 1) await run.raiseNote('a');
  };
  await raise(3);
  const release = holdSnapshot(join(run.dataDir, 'perdure.db'));
  await raise(LOG_FULL);
  release();
  run.control.set({ syncing: 'EIO', databaseOnly: true });
  await raise(1);
  expect(run.control.counts().failures, 'a checkpoint failed').toBeGreaterThan(0);
  run.control.heal();
  await raise(LOG_FULL);
  await run.stop('SIGKILL');
  const disk = new Disk(random);
  for (const call of readDiskLog(run.diskLog)) disk.apply(call);
  expect(await lossesAfter(disk, Infinity, 'lost')).toEqual([]);
});

test('these tests notice a disk that only says that it has synced', async () => {
  const calls = await record({ lies: true });
  expect((await cutPowerOften(calls)).length).toBeGreaterThan(0);
});
