import { expect, test } from 'vitest';
import { AppError } from '@/lib/domain/app-error';
import { fakeControl } from '@/lib/testing/fake-control';
import { announcedPurges } from './announced-purges';

const ORDER = { appId: 'orders', instanceId: 'o-1' };
const HOW = { recursive: true, force: false };

test('a purge is told once it is done; nothing else is, nor one that was refused', async () => {
  const told: unknown[] = [];
  const control = announcedPurges(fakeControl([]), (ref) => told.push(ref));
  await control.terminate(ORDER, { recursive: false });
  expect(told).toEqual([]);
  expect(await control.purge(ORDER, HOW)).toBe(2);
  expect(told).toEqual([ORDER]);
  const refusing = announcedPurges(fakeControl([], new AppError('conflict', 'It runs.')), (ref) => told.push(ref));
  await expect(refusing.purge(ORDER, HOW)).rejects.toThrow('It runs.');
  expect(told).toEqual([ORDER]);
});
