import { setTimeout as pass } from 'node:timers/promises';
import { folderBytes } from '../measure/folder-bytes';
import { startMeter, waitUntilIdle } from '../measure/meter';
import type { Subject } from '../subjects/subject';
import { figuresOf, type Row } from './row';
import type { Sizes, WorkloadName } from './sizes';

/** What an engine needs to come to rest after a workload, in milliseconds. */
const SETTLE_MS = 500;

/** Takes one row; on a loaded machine again, up to `extraTries` times, of which the least loaded counts. */
export async function measureRow(
  subject: Subject,
  name: WorkloadName,
  { sizes, repeat }: { readonly sizes: Sizes; readonly repeat: number },
): Promise<Row> {
  let best: Row | undefined;
  for (let tries = 0; tries <= sizes.extraTries; tries += 1) {
    const row = { workload: name, subject: subject.name, repeat, ...(await measureOnce(subject, name, sizes)) };
    if (best === undefined || row.foreignCores < best.foreignCores) best = row;
    if (!best.isLoaded) return best;
  }
  if (best === undefined) throw new RangeError('no row was taken');
  return best;
}

async function measureOnce(subject: Subject, name: WorkloadName, sizes: Sizes) {
  const workload = sizes.workloads[name];
  // Only the workload of many small instances tells what one of them takes on the disk.
  const isWeighed = name === 'W1' && subject.folders.length > 0;
  if (sizes.idleWait > 0) await waitUntilIdle(sizes.idleWait);
  const before = isWeighed ? await weigh(subject) : 0;
  const stop = startMeter(subject.roots);
  const result = await subject.run(workload);
  const use = stop();
  const keptBytes = isWeighed ? (await weigh(subject)) - before : undefined;
  const { durability, versions } = subject;
  return { durability, versions, ...figuresOf({ workload, result, use, keptBytes }) };
}

async function weigh(subject: Subject): Promise<number> {
  await pass(SETTLE_MS);
  await subject.settle();
  return folderBytes(subject.folders);
}
