import { expect, test } from 'vitest';
import { statusText } from './status-text';

test.each([
  ['"waiting for approval"', 'waiting for approval'],
  ['waiting for approval', 'waiting for approval'],
  ['{"stage":"packing"}', '{"stage":"packing"}'],
  ['7', '7'],
  ['a'.repeat(60), 'a'.repeat(60)],
  [JSON.stringify('a'.repeat(60)), 'a'.repeat(60)],
  ['🚀'.repeat(61), `${'🚀'.repeat(59)}…`],
])('%s is shown as %s', (customStatus, shown) => {
  expect(statusText(customStatus)).toBe(shown);
});
