import { expect, test } from 'vitest';
import { parseCondition } from '../conditions/parse-condition';
import type { Condition } from '../plan/condition';
import { conditionCode as python } from './python/condition-code';
import { conditionCode as typescript } from './typescript/condition-code';

const kinds = { day: 'text', size: 'number', new: 'unknown', good: 'truth' } as const;
const terms = {
  data: 'Data',
  records: [
    {
      ...{ name: 'Data', title: '' },
      fields: Object.entries(kinds).map(([name, kind]) => ({ name, type: { kind }, isRequired: false, example: null })),
    },
  ],
  use: (helper: string) => helper,
};

test.each([
  ['size > 3', '(data.size ?? NaN) > 3', 'number(data.get("size")) > 3'],
  ['day > "2026"', "(data.day ?? NaN) > '2026'", 'data.get("day") is not None and data.get("day") > "2026"'],
  ['new > 3', 'Number(data.new ?? NaN) > 3', 'number(data.get("new")) > 3'],
  [
    'new <= day',
    '((data.new as string | undefined) ?? NaN) <= (data.day ?? NaN)',
    'data.get("new") is not None and data.get("day") is not None and data.get("new") <= data.get("day")',
  ],
  ...['day > 3', 'size > "3"', 'size < day', 'good > 1', 'size > null'].map((text) => [text, 'false', 'False']),
])('%s is in order only where the types say that it can be', (text, inTypescript, inPython) => {
  const condition = read(text);
  expect(typescript(terms, condition)).toBe(inTypescript);
  expect(python(terms, condition)).toBe(inPython);
});

test.each([
  ['size > "3" or size > 4 or day > 3', '(data.size ?? NaN) > 4', 'number(data.get("size")) > 4'],
  ['size > "3" and size > 3', 'false', 'False'],
  ['size > "3" or day > 3', 'false', 'False'],
  ['size > 3 or 1 = 1', 'true', 'True'],
])('of %s is left what decides', (text, inTypescript, inPython) => {
  const condition = read(text);
  expect(typescript(terms, condition)).toBe(inTypescript);
  expect(python(terms, condition)).toBe(inPython);
});

function read(text: string): Condition {
  const condition = parseCondition(text);
  if (condition === undefined) throw new Error(`${text} is no condition`);
  return condition;
}
