import { expect, test, vi } from 'vitest';
import { createRefresher, restInSight, type RefresherClient, type Rest } from './refresher';

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

test('a tab that goes out of sight during a read reads again when it is looked at, and not before', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  const page = Object.assign(new EventTarget(), { hidden: false });
  vi.stubGlobal('document', page);
  const { refresh, reads, finishRead } = setup({ rest: restInSight });
  refresh(KEY);
  refresh(KEY);
  page.hidden = true;
  await finishRead();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(reads()).toBe(1);
  page.dispatchEvent(new Event('visibilitychange'));
  await vi.advanceTimersByTimeAsync(0);
  expect(reads()).toBe(1);
  page.hidden = false;
  page.dispatchEvent(new Event('visibilitychange'));
  await vi.advanceTimersByTimeAsync(0);
  expect(reads()).toBe(2);
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

type Setup = { readonly alreadyFetching?: number; readonly rest?: Rest };

function setup({ alreadyFetching = 0, rest = () => Promise.resolve() }: Setup = {}) {
  const waiting: (() => void)[] = [];
  let started = 0;
  const client: RefresherClient = {
    isFetching: () => alreadyFetching,
    invalidateQueries: () => {
      started += 1;
      return new Promise<void>((resolve) => waiting.push(resolve));
    },
  };
  const refresh = createRefresher(client, rest);
  const finishRead = async () => {
    waiting.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { refresh, reads: () => started, finishRead };
}
