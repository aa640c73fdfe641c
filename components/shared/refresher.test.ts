import { expect, test } from 'vitest';
import { createRefresher, type RefresherClient } from './refresher';

const KEY = ['instances', 'counts'];

test('a burst of changes during one read becomes one more read', async () => {
  const { refresh, reads, finishRead } = setup();
  refresh(KEY);
  refresh(KEY);
  refresh(KEY);
  expect(reads()).toBe(1);
  await finishRead();
  expect(reads()).toBe(2);
  await finishRead();
  expect(reads()).toBe(2);
});

test('a change after the read is done reads again', async () => {
  const { refresh, reads, finishRead } = setup();
  refresh(KEY);
  await finishRead();
  refresh(KEY);
  expect(reads()).toBe(2);
});

test('a read under way before the change may have missed it, so it is read again', async () => {
  const { refresh, reads, finishRead } = setup({ alreadyFetching: 1 });
  refresh(KEY);
  await finishRead();
  expect(reads()).toBe(2);
});

test('keys do not wait for each other', () => {
  const { refresh, reads } = setup();
  refresh(KEY);
  refresh(['workflows']);
  expect(reads()).toBe(2);
});

function setup({ alreadyFetching = 0 } = {}) {
  const waiting: (() => void)[] = [];
  let started = 0;
  const client: RefresherClient = {
    isFetching: () => alreadyFetching,
    invalidateQueries: () => {
      started += 1;
      return new Promise<void>((resolve) => waiting.push(resolve));
    },
  };
  const refresh = createRefresher(client, () => Promise.resolve());
  const finishRead = async () => {
    waiting.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { refresh, reads: () => started, finishRead };
}
