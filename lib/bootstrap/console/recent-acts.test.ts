import { expect, test } from 'vitest';
import { recentActs } from './recent-acts';

const ref = (instanceId: string) => ({ appId: 'shop', instanceId });

test('the last act of each instance is known, until it is old and another one comes', () => {
  let now = 1_000;
  const acts = recentActs(() => now);
  acts.tell(ref('a'));
  acts.tell(ref('b'));
  now += 4_000;
  acts.tell(ref('a'));
  expect([acts.at(ref('a')), acts.at(ref('b')), acts.at(ref('c'))]).toEqual([5_000, 1_000, undefined]);
  now += 1_000;
  acts.tell(ref('c'));
  expect([acts.at(ref('a')), acts.at(ref('b')), acts.at(ref('c'))]).toEqual([5_000, undefined, 6_000]);
});
