import { expect, test } from 'vitest';
import { placeWithin } from './place-within';

test.each([
  ['', '/'],
  ['/instances?q=status:failed', '/instances?q=status:failed'],
  ['/workflows#a', '/workflows#a'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['/\t/evil.example', '/'],
  ['https://evil.example', '/'],
  ['javascript:alert(1)', '/'],
])('%s leads to %s', (asked, place) => {
  expect(placeWithin(asked)).toBe(place);
});
