import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { systemClock } from './system-clock';

const DAY = 86_400_000;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a wait longer than a timer of Node can be ends when it should', () => {
  const run = vi.fn();
  systemClock.after(60 * DAY, run);
  vi.advanceTimersByTime(60 * DAY - 1);
  expect(run).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(run).toHaveBeenCalledOnce();
});

test('a wait can be given up in each of its parts, and one without end never ends', () => {
  const run = vi.fn();
  const giveUp = systemClock.after(60 * DAY, run);
  systemClock.after(Infinity, run);
  vi.advanceTimersByTime(30 * DAY);
  giveUp();
  vi.advanceTimersByTime(100 * DAY);
  expect(run).not.toHaveBeenCalled();
});
