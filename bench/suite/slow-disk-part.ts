import { mountSlowDisk } from '../slow-disk/slow-disk';
import type { BenchOptions } from './bench-options';
import { sayRow, settingsOf, type Found } from './parts';
import { medianRatio } from './workload-ratios';
import { runWorkloads } from './run-workloads';
import type { Sizes } from './sizes';
import { workloadTable } from './workload-table';

const WRITES_PER_SECOND = 1_000;
/** Fewer than elsewhere: everything takes longer. */
const INSTANCES = 600;

/** W1 of our runtime and of Restate on a disk that is limited to 1,000 writes per second. */
export async function slowDiskPart({ sizes, isQuick }: BenchOptions): Promise<Found> {
  const disk = mountSlowDisk(WRITES_PER_SECOND);
  const usual = process.env['BENCH_FOLDER'];
  process.env['BENCH_FOLDER'] = disk.folder;
  try {
    const W1 = { ...sizes.workloads.W1, count: isQuick ? INSTANCES / 4 : INSTANCES };
    const limited: Sizes = { ...sizes, workloads: { ...sizes.workloads, W1 }, peerRepeats: sizes.repeats };
    const { rows, failures } = await runWorkloads({
      workloads: ['W1'],
      subjects: ['perdure', 'ceiling-fsync', 'restate'],
      sizes: limited,
      onRow: sayRow,
    });
    const name = `W1 workflows/s on a disk limited to ${WRITES_PER_SECOND} writes/s: Perdure / Restate (workflow)`;
    const ratio = medianRatio(rows, { name, target: 1, better: 'higher' });
    const ratios = ratio === undefined ? [] : [ratio];
    return { rows, failures, ratios, table: workloadTable(rows), ...settingsOf(rows) };
  } finally {
    if (usual === undefined) delete process.env['BENCH_FOLDER'];
    else process.env['BENCH_FOLDER'] = usual;
    disk.remove();
  }
}
