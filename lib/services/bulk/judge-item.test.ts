import { expect, test } from 'vitest';
import { INTERRUPTED, type BulkAction, type BulkItem } from '@/lib/domain/bulk-job';
import type { PresentRun } from '@/lib/store/bulk-store';
import { judgeItem } from './judge-item';

const ITEM: BulkItem = {
  ...{ seq: 1, appId: 'shop', instanceId: 'a', name: 'Order', createdAt: 5, status: 'running' },
  ...{ state: 'under-way', attempts: 1 },
};

function judged(kind: BulkAction['kind'], item: Partial<BulkItem>, present?: Partial<PresentRun>) {
  const action = { kind, recursive: true, name: 'Go', from: 'start' } as BulkAction;
  const run = {
    appId: 'shop',
    instanceId: 'a',
    createdAt: 5,
    name: 'Order',
    status: 'running',
    isChild: false,
  } as const;
  return judgeItem(action, { ...ITEM, ...item }, present && { ...run, ...present });
}

test('an instance that allows the action is acted on', () => {
  expect(judged('terminate', {}, {})).toEqual({ kind: 'act' });
  expect(judged('resume', {}, { status: 'suspended' })).toEqual({ kind: 'act' });
});

test('one that does not allow it, is gone or was started anew is skipped, with the reason', () => {
  expect(judged('terminate', {}, { status: 'completed' })).toMatchObject({ note: 'Already ended (Completed).' });
  expect(judged('rerun', {}, { status: 'failed', isChild: true })).toMatchObject({ state: 'skipped' });
  expect(judged('pause', {})).toMatchObject({ state: 'skipped', note: 'Does not exist any more.' });
  expect(judged('pause', {}, { createdAt: 6 })).toMatchObject({ note: 'Another execution has this ID now.' });
});

test('at a second attempt the result of the first counts as this job’s', () => {
  const again = { attempts: 2, note: INTERRUPTED };
  expect(judged('pause', again, { status: 'suspended' })).toMatchObject({ state: 'done' });
  expect(judged('resume', again, { status: 'running' })).toMatchObject({ state: 'done' });
  expect(judged('terminate', again, { status: 'terminated' })).toMatchObject({ state: 'done' });
  expect(judged('terminate', again, { status: 'failed' })).toMatchObject({ state: 'skipped' });
  expect(judged('purge', again)).toMatchObject({ state: 'done' });
  expect(judged('purge', again, { status: 'failed', createdAt: 6 })).toMatchObject({ state: 'skipped' });
});

test('an event that may have been raised is not raised again by itself, only when somebody says so', () => {
  expect(judged('raise-event', { attempts: 2, note: INTERRUPTED }, {})).toMatchObject({ state: 'failed' });
  expect(judged('raise-event', { attempts: 3 }, {})).toEqual({ kind: 'act' });
});
