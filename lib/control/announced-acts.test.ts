import { expect, test } from 'vitest';
import { AppError } from '@/lib/domain/app-error';
import { fakeControl } from '@/lib/testing/fake-control';
import { announcedActs } from './announced-acts';

const ORDER = { appId: 'orders', instanceId: 'o-1' };
const HOW = { recursive: true, force: false };

test('each act is told once it is done, and answered as it was', async () => {
  const told: unknown[] = [];
  const control = announcedActs(fakeControl([]), (...what) => told.push(what));
  await control.terminate(ORDER, { recursive: false });
  expect(await control.purge(ORDER, HOW)).toBe(2);
  const created = await control.start({ ref: ORDER, name: 'Order' });
  expect(told).toEqual([
    [ORDER, 'other'],
    [ORDER, 'purge'],
    [created, 'other'],
  ]);
});

test('one that failed is told as well, and still fails: only its answer may be missing', async () => {
  const told: unknown[] = [];
  const control = announcedActs(fakeControl([], new AppError('timeout', 'Late.')), (...what) => told.push(what));
  await expect(control.purge(ORDER, HOW)).rejects.toThrow('Late.');
  expect(told).toEqual([[ORDER, 'purge']]);
});
