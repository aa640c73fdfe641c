import { expect, test } from 'vitest';
import type { TrendsJson } from '@/lib/api/trends';
import { compareFailures } from './compare-failures';

const counts = (completed: number, failed: number) => ({ started: 0, completed, failed, terminated: 0 });

function trends(now: ReturnType<typeof counts>, earlier: ReturnType<typeof counts>, worst: number[] = []): TrendsJson {
  return {
    ...{ from: 0, before: 1, step: 1, points: [], totals: now, earlier },
    failing: worst.map((failed, index) => ({ appId: 'a', name: `Flow${index}`, failed, ended: failed, failures: [] })),
    workflows: { active: 1, failing: 1 },
  };
}

test.each([
  [trends(counts(863, 37), counts(891, 9)), '37 failed in 24 h, 4.1× the 24 h before.'],
  [trends(counts(50, 10), counts(50, 5)), '10 failed in 24 h, 2× the 24 h before.'],
  [trends(counts(100, 5), counts(100, 0)), '5 failed in 24 h, none in the 24 h before.'],
  [trends(counts(863, 37), counts(891, 1), [28, 9]), '37 failed in 24 h, 37× the 24 h before. 28 of them are Flow0.'],
  [trends(counts(863, 37), counts(891, 1), [18, 10, 9]), '37 failed in 24 h, 37× the 24 h before.'],
])('%# tells what is much worse than before', (given, sentence) => {
  expect(compareFailures(given, '24h')).toBe(sentence);
});

test.each([
  ['few', trends(counts(0, 4), counts(100, 0))],
  ['nothing before', trends(counts(0, 40), counts(0, 0))],
  ['about as many', trends(counts(900, 18), counts(900, 10))],
  ['more of everything', trends(counts(3000, 30), counts(1000, 10))],
  ['fewer', trends(counts(900, 9), counts(900, 20))],
])('says nothing of %s', (_, given) => {
  expect(compareFailures(given, '24h')).toBeUndefined();
});
