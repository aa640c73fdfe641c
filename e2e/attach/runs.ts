import { RECORDED_RUNS, type RecordedRun } from '@/lib/testing/dapr/recorded-runs';

const COPIES = 10;

/** Runs of every kind that the JavaScript SDK can make, ten of each: 210, and the children of ten. */
export function manyRuns(): readonly RecordedRun[] {
  return Array.from({ length: COPIES }, (_, copy) =>
    RECORDED_RUNS.map((run) => ({ ...run, id: `${run.id}-${copy}` })),
  ).flat();
}
