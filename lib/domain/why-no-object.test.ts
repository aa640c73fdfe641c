import { expect, test } from 'vitest';
import { whyNoObject } from './why-no-object';

test('an object is none of these, and each of them is told', () => {
  expect(whyNoObject(' {"amount": 1} ')).toBeUndefined();
  expect(whyNoObject('')).toMatch(/is empty; \{\} is one/);
  expect(whyNoObject('null')).toMatch(/is null/);
  expect(whyNoObject('[{}]')).toMatch(/is a list/);
  expect(whyNoObject('"text"')).toMatch(/is a string/);
  expect(whyNoObject("{'amount': 1}")).toMatch(/is not valid JSON: .*position 1.*double quotes/);
});
