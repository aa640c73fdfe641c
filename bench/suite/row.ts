import type { Workload, WorkloadResult } from '../apps/workload';
import { MOST_FOREIGN_CORES, type Use } from '../measure/meter';
import { quantilesOf, type Quantiles } from '../measure/quantiles';
import { rounded } from '../processes';
import type { SubjectName } from '../subjects/subject';
import type { WorkloadName } from './sizes';

/** One workload on one engine, once. Times of workflows are from start to result as the client sees them. */
export type Row = {
  readonly workload: WorkloadName;
  readonly subject: SubjectName;
  /** Rows of one repeat were taken one after the other; from 1. */
  readonly repeat: number;
  readonly durability: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly instances: number;
  readonly wallSeconds: number;
  readonly workflowsPerSecond: number;
  readonly activitiesPerSecond: number;
  /** Milliseconds. */
  readonly latency: Quantiles;
  readonly startsPerSecond?: number | undefined;
  /** Milliseconds of CPU per workflow, of the app and of the server with all their processes. */
  readonly cpuPerWorkflow: Readonly<Record<string, number>>;
  readonly rssMb: Readonly<Record<string, number>>;
  /** How much larger the engine's folder is afterwards. */
  readonly keptBytesPerWorkflow?: number | undefined;
  /** By the disks' counters, so with whatever else wrote meanwhile. */
  readonly writtenBytesPerWorkflow: number;
  readonly flushesPerWorkflow: number;
  /** What the engine's processes themselves gave to the file system. */
  readonly ownWrittenBytesPerWorkflow: number;
  readonly foreignCores: number;
  /** Something else used so much of the machine that the row is worth nothing where there is another. */
  readonly isLoaded: boolean;
};

export type Measured = {
  readonly workload: Workload;
  readonly result: WorkloadResult;
  readonly use: Use;
  readonly keptBytes?: number | undefined;
};

/** The figures of a row, without what names it. */
export function figuresOf({ workload, result, use, keptBytes }: Measured) {
  const count = workload.count;
  const seconds = result.wallMs / 1000;
  const each = (total: number, digits = 0): number => rounded(total / count, digits);
  const cpu = Object.entries(use.cpuSeconds).map(([part, cpuSeconds]) => [part, each(cpuSeconds * 1000, 3)] as const);
  return {
    instances: count,
    wallSeconds: rounded(seconds, 3),
    workflowsPerSecond: rounded(count / seconds, 1),
    activitiesPerSecond: rounded((count * activitiesOf(workload)) / seconds, 0),
    latency: quantilesOf(result.latencies),
    startsPerSecond: result.startMs === undefined ? undefined : rounded((count / result.startMs) * 1000, 0),
    cpuPerWorkflow: Object.fromEntries(cpu),
    rssMb: use.rssMb,
    keptBytesPerWorkflow: keptBytes === undefined ? undefined : each(keptBytes),
    writtenBytesPerWorkflow: each(use.diskWrittenBytes),
    flushesPerWorkflow: each(use.diskFlushes, 3),
    ownWrittenBytesPerWorkflow: each(use.writtenByParts),
    foreignCores: rounded(use.foreignCores),
    isLoaded: use.foreignCores > MOST_FOREIGN_CORES,
  };
}

function activitiesOf(workload: Workload): number {
  switch (workload.kind) {
    case 'chains':
      return workload.length;
    case 'fan-outs':
      return workload.width;
    case 'events':
    case 'waits':
    case 'wakes':
      return 0;
  }
}
