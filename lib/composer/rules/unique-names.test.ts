import { expect, test } from 'vitest';
import { composeModel } from '../compose';
import { draw, flowsOf, modelOf, processOf } from '@/lib/testing/composer/model-builder';

const pairs = [
  ['Send PDFOrder', 'Send pdf order'],
  ['2 check', 'check'],
  ['Café', 'cafe'],
  ['orderTotal', 'Order total'],
  ['Pay', 'Pay 2'],
] as const;

test.each(pairs)('%s and %s are refused exactly when they would become one name', (one, other) => {
  const elements = [draw.start(), draw.task('a', one), draw.task('b', other), draw.end()];
  const { faults, program } = composeModel(
    modelOf('Names', processOf('p', 'Names', { elements, flows: flowsOf('start > a > b > end') })),
  );
  const isRefused = faults.some(({ rule }) => rule === 'unique-names');
  const names = program?.activities.map(({ name }) => name);
  expect({ isRefused, names }).toEqual(
    isRefused ? { isRefused, names: undefined } : { isRefused, names: namesOf(one, other) },
  );
  expect(isRefused).toBe(['Send PDFOrder', 'Café', 'orderTotal'].includes(one));
});

function namesOf(...labels: readonly string[]): readonly string[] {
  const known: Readonly<Record<string, string>> = { '2 check': 'N2Check', check: 'Check', Pay: 'Pay', 'Pay 2': 'Pay2' };
  return labels.map((label) => known[label] ?? label.replace(/\s/g, ''));
}
