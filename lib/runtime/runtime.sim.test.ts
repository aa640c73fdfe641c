import { expect, test } from 'vitest';
import { simulateLife } from '@/lib/testing/simulation/simulate';

const PER_TEST = 25;
/** Seeds of one test that may fail before it is given up: each may take long to show that something never ends. */
const MOST_SHOWN = 3;
const first = Number(process.env['SEED'] ?? process.env['SIM_FROM'] ?? 1);
const count = process.env['SEED'] === undefined ? Number(process.env['SIM_SEEDS'] ?? 200) : 1;

const batches = Array.from({ length: Math.ceil(count / PER_TEST) }, (_, index) => {
  const from = first + index * PER_TEST;
  return { from, through: Math.min(from + PER_TEST, first + count) - 1 };
});

test.each(batches)(
  'whatever workers, disk, clock and people do, all ends as the model says (seeds $from to $through)',
  async ({ from, through }) => {
    const broken: string[] = [];
    for (let seed = from; seed <= through && broken.length < MOST_SHOWN; seed += 1) {
      const { faults } = await simulateLife(seed);
      if (faults.length > 0) {
        broken.push(
          `SEED=${seed} npx vitest run lib/runtime/runtime.sim.test.ts\n  ${faults.slice(0, 8).join('\n  ')}`,
        );
      }
    }
    expect(broken.join('\n')).toBe('');
  },
  PER_TEST * 10_000,
);

test('the same seed gives the same life', async () => {
  const [one, other] = [await simulateLife(first), await simulateLife(first)];
  expect(other).toEqual(one);
});
