import { expect, test } from 'vitest';
import type { SubjectName } from '../subjects/subject';
import type { Row } from './row';
import type { WorkloadName } from './sizes';
import { workloadRatios } from './workload-ratios';

test('compares rows of one repeat with the ceiling, and takes the median of the pairs', () => {
  const rows = [
    ...pair(1, { perdure: 80, ceiling: 100 }),
    ...pair(2, { perdure: 45, ceiling: 50 }),
    ...pair(3, { perdure: 200, ceiling: 100 }),
  ];
  expect(valueOf(rows, 'W1 workflows/s: Perdure / the same worker')).toBe(0.9);
});

test('leaves out a pair when either side was disturbed', () => {
  const rows = [
    ...pair(1, { perdure: 80, ceiling: 100 }),
    aRow('W1', 'perdure', { repeat: 2, workflowsPerSecond: 10 }),
    aRow('W1', 'ceiling', { repeat: 2, workflowsPerSecond: 100, isLoaded: true }),
  ];
  expect(valueOf(rows, 'W1 workflows/s: Perdure / the same worker')).toBe(0.8);
});

test('the best peer is the one that is done first, and is named', () => {
  const rows = [
    aRow('W3', 'perdure', { wallSeconds: 0.6 }),
    aRow('W3', 'restate', { wallSeconds: 1.5 }),
    aRow('W3', 'dbos', { wallSeconds: 1 }),
  ];
  expect(valueOf(rows, 'W3 time until all are done: Perdure / best peer (dbos)')).toBe(0.6);
});

test('says nothing of what was not measured', () => {
  expect(workloadRatios([aRow('W1', 'ceiling', {})])).toEqual([]);
  expect(valueOf([aRow('W1', 'perdure', { rssMb: { app: 1, server: 180 } })], 'Memory of the runtime')).toBe(180);
});

function pair(repeat: number, rates: Readonly<Record<'perdure' | 'ceiling', number>>): readonly Row[] {
  return (['perdure', 'ceiling'] as const).map((name) => aRow('W1', name, { repeat, workflowsPerSecond: rates[name] }));
}

function valueOf(rows: readonly Row[], name: string): number | undefined {
  return workloadRatios(rows).find((ratio) => ratio.name.startsWith(name))?.value;
}

function aRow(workload: WorkloadName, subject: SubjectName, over: Partial<Row>): Row {
  return {
    ...{ workload, subject, repeat: 1, durability: '', versions: {}, instances: 10, wallSeconds: 1 },
    ...{ workflowsPerSecond: 1, activitiesPerSecond: 1, cpuPerWorkflow: {}, rssMb: {}, foreignCores: 0 },
    latency: { n: 1, min: 1, p50: 1, p95: 1, p99: 1, max: 1 },
    ...{ writtenBytesPerWorkflow: 1, flushesPerWorkflow: 1, ownWrittenBytesPerWorkflow: 1, isLoaded: false },
    ...over,
  };
}
