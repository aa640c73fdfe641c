import { expect, test } from 'vitest';
import { placeAfterSignIn } from './place-after-sign-in';

test.each([
  ['', '/'],
  ['?to=/instances?q=status:failed', '/instances?q=status:failed'],
  [`?to=${encodeURIComponent('/workflows#a')}`, '/workflows#a'],
  ['?to=//evil.example', '/'],
  [`?to=${encodeURIComponent('/\\evil.example')}`, '/'],
  ['?to=/%09/evil.example', '/'],
  ['?to=https://evil.example', '/'],
  ['?to=javascript:alert(1)', '/'],
])('%s leads to %s', (search, place) => {
  expect(placeAfterSignIn(search)).toBe(place);
});
