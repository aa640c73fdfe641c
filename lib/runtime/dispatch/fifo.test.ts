import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Fifo } from './fifo';

const step = fc.oneof(
  fc.record({ kind: fc.constant('put' as const), key: fc.constantFrom('a', 'b', 'c', 'd') }),
  fc.record({ kind: fc.constant('remove' as const), key: fc.constantFrom('a', 'b', 'c', 'd') }),
  fc.record({ kind: fc.constant('take' as const), key: fc.constant('') }),
);

test('gives what waits in the order in which it came, each key once', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const fifo = new Fifo<number>();
      let model: (readonly [string, number])[] = [];
      for (const [index, { kind, key }] of steps.entries()) {
        if (kind === 'put') fifo.put(key, index);
        if (kind === 'put' && !model.some(([known]) => known === key)) model.push([key, index]);
        if (kind === 'remove') fifo.remove(key);
        if (kind === 'remove') model = model.filter(([known]) => known !== key);
        if (kind === 'take') expect(fifo.take()).toEqual(model.shift());
        expect(fifo.size).toBe(model.length);
      }
    }),
    { numRuns: 500 },
  );
});
