import { afterAll, beforeAll, expect, test } from 'vitest';
import { compilerSays, randomProject } from '@/lib/testing/composer/execution/random-project';
import { ComposedRun } from './composed/composed-run';

const seed = Number(process.env['SEED'] ?? 8);
const count = Number(process.env['MODELS'] ?? 12);
const composed = randomProject(seed, count);

let run: ComposedRun;
beforeAll(async () => {
  run = await ComposedRun.start('javascript', [composed], { tests: false });
});
afterAll(() => run.stop());

test(`the compiler takes what ${count} random diagrams become (seed ${seed})`, { timeout: 300_000 }, async () => {
  expect(await compilerSays(composed)).toEqual([]);
});

const title = `what ${count} random diagrams become takes its steps in an order that they allow (seed ${seed})`;
test(title, { timeout: 900_000 }, async () => {
  expect(await run.run(composed, { plays: 2 })).toEqual([]);
});
