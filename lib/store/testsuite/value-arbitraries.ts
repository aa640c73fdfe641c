import fc from 'fast-check';
import type { Pattern, ValueTest } from '@/lib/query/condition';

/** What may stand at a place of a payload; few different things, so that tests hit. */
export const anyValue = fc.constantFrom(0, 2, 2.5, -1, 1e21, '2', '2.50', true, null, { a: 1 }, 'a\0b', 'é', 'Pay', '');

const end = fc.option(fc.record({ value: fc.constantFrom(-1, 0, 2, 2.5, 3), isIn: fc.boolean() }), { nil: undefined });

const texts = fc.constantFrom('0', '2', '2.50', 'true', 'null', '{"a":1}', 'a\ufffdb', 'Pay', '');

/** What is asked of such a value; `pattern` makes patterns beside those that hit. */
export function anyValueTest(pattern: fc.Arbitrary<Pattern>): fc.Arbitrary<ValueTest> {
  const number = fc.record({ kind: fc.constant('number' as const), span: fc.record({ least: end, most: end }) });
  return fc.oneof(
    pattern.map((parts): ValueTest => ({ kind: 'text', pattern: parts })),
    texts.map((text): ValueTest => ({ kind: 'text', pattern: [text] })),
    { weight: 2, arbitrary: number },
  );
}
