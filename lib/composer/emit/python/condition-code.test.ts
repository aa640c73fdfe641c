import { expect, test } from 'vitest';
import type { Condition } from '../../plan/condition';
import type { RecordType } from '../../plan/record';
import { conditionCode } from './condition-code';

const records: readonly RecordType[] = [
  {
    ...{ name: 'Data', title: '' },
    fields: [
      { name: 'day', type: { kind: 'text' }, isRequired: false, example: '2026-01-01' },
      { name: 'size', type: { kind: 'number' }, isRequired: false, example: 1 },
    ],
  },
];
const terms = { records, data: 'Data', use: (helper: string) => helper };
const day = { kind: 'field', path: ['day'] } as const;
const size = { kind: 'field', path: ['size'] } as const;
const later: Condition = { kind: 'compare', operator: '>', left: day, right: { kind: 'literal', value: '2026' } };

test('a text that is missing is neither before nor after anything', () => {
  expect(conditionCode(terms, later)).toBe('data.get("day") is not None and data.get("day") > "2026"');
  expect(conditionCode(terms, { kind: 'not', of: later })).toBe(
    'not (data.get("day") is not None and data.get("day") > "2026")',
  );
});

test('a number that is missing is no number', () => {
  const large: Condition = { kind: 'compare', operator: '>=', left: size, right: { kind: 'literal', value: 7 } };
  expect(conditionCode(terms, { kind: 'or', of: [large, later] })).toBe(
    'number(data.get("size")) >= 7 or data.get("day") is not None and data.get("day") > "2026"',
  );
});
