import { expect, test } from 'vitest';
import { flowParts } from './flow-parts';
import { localName } from './names';

test('a name of the diagram never hides a helper that workflows call', () => {
  const helpers = [...Object.keys(flowParts), 'compensate'];
  expect(helpers.filter((helper) => localName(helper) === helper)).toEqual([]);
  expect(localName('Absorb')).toBe('absorbValue');
});
