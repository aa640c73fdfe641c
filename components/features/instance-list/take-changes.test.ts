import { describe, expect, test } from 'vitest';
import { NO_FILTER } from '@/lib/domain/instance-filter';
import { sampleInstance } from '@/lib/testing/sample-instance';
import { judgeOf } from './judge-rows';
import { addPatches, anyLeft, anyUnsure, arrivals, patchRows } from './take-changes';

const row = sampleInstance({ instanceId: 'a', status: 'running', revision: 5 });
const older = sampleInstance({ instanceId: 'b', createdAt: 500, revision: 2 });
const rows = [row, older];

describe('patchRows', () => {
  test('a newer revision shows in place, an older one does not', () => {
    const newer = addPatches(new Map(), [{ ...row, status: 'completed', revision: 6 }]);
    expect(patchRows(rows, newer).map(({ status }) => status)).toEqual(['completed', 'completed']);
    const stale = addPatches(new Map(), [{ ...row, status: 'pending', revision: 4 }]);
    expect(patchRows(rows, stale)).toEqual(rows);
  });

  test('executions that are not on screen add no row', () => {
    expect(patchRows(rows, addPatches(new Map(), [sampleInstance({ instanceId: 'z' })]))).toHaveLength(2);
  });
});

describe('arrivals', () => {
  const fresh = sampleInstance({ instanceId: 'c', createdAt: 1500, status: 'running' });

  test('counts what matches and is not there yet', () => {
    const shown = { rows, judge: judgeOf(NO_FILTER, 0), hasMore: true };
    expect(arrivals([row, fresh], shown)).toEqual([fresh]);
    expect(arrivals([fresh], { ...shown, judge: judgeOf({ ...NO_FILTER, statuses: ['failed'] }, 0) })).toEqual([]);
  });

  test('leaves out what belongs below the loaded rows, unless everything is loaded', () => {
    const ancient = sampleInstance({ instanceId: 'd', createdAt: 100 });
    expect(arrivals([ancient], { rows, judge: judgeOf(NO_FILTER, 0), hasMore: true })).toEqual([]);
    expect(arrivals([ancient], { rows, judge: judgeOf(NO_FILTER, 0), hasMore: false })).toEqual([ancient]);
  });
});

describe('anyLeft', () => {
  const shown = { rows, judge: judgeOf({ ...NO_FILTER, statuses: ['running', 'completed'] }, 0), hasMore: false };

  test('sees rows that stop matching and rows that are purged', () => {
    expect(anyLeft({ changed: [{ ...row, status: 'failed' }], purged: [] }, shown)).toBe(true);
    expect(anyLeft({ changed: [{ ...row, status: 'completed' }], purged: [] }, shown)).toBe(false);
    expect(anyLeft({ changed: [], purged: [older] }, shown)).toBe(true);
    expect(anyLeft({ changed: [], purged: [{ appId: 'orders', instanceId: 'z' }] }, shown)).toBe(false);
  });
});

test('a query about steps leaves it to the store which rows come and go', () => {
  const shown = { rows, judge: judgeOf({ ...NO_FILTER, query: 'step:Pay' }, 0), hasMore: false };
  expect(anyUnsure([row], shown)).toBe(true);
  expect(anyLeft({ changed: [row], purged: [] }, shown)).toBe(false);
  expect(arrivals([sampleInstance({ instanceId: 'c', createdAt: 1500 })], shown)).toEqual([]);
});
