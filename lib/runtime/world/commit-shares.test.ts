import { expect, test } from 'vitest';
import { CommitShares } from './commit-shares';

function sharesAfter(...commits: readonly number[]): CommitShares {
  const shares = new CommitShares();
  commits.forEach((took) => shares.took(took));
  return shares;
}

const SHORT: readonly number[] = Array<number>(40).fill(0.3);

test('all that waits is committed at once before anything is known of commits', () => {
  expect(sharesAfter().next(10)).toBe(10);
});

test('half of it is committed first while commits are short', () => {
  const shares = sharesAfter(...SHORT);
  expect([7, 8, 9, 10, 100].map((waiting) => shares.next(waiting))).toEqual([7, 4, 5, 5, 50]);
});

test('all of it shares one commit again once commits take long', () => {
  expect(sharesAfter(...SHORT, 30).next(100)).toBe(100);
  expect(sharesAfter(...Array<number>(40).fill(2)).next(100)).toBe(100);
});

test('no commit takes more than 500, whatever it takes', () => {
  expect(sharesAfter().next(2000)).toBe(500);
  expect(sharesAfter(...SHORT).next(2000)).toBe(500);
  expect(sharesAfter(...SHORT).next(600)).toBe(300);
});
