import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { endsAsPromised } from './ends-as-promised';
import { languages } from './languages';
import type { Scenario } from './scenario';
import { SdkRun } from './sdk-run';
import { waitScenarios } from './wait-scenarios';
import { longCounter, workScenarios } from './work-scenarios';

const OF_EACH = 3;
const GENERATIONS = 60;
/** The kill comes when the long Counter has recorded so many activities. */
const KILL_AT = 5;
const counter = longCounter(GENERATIONS);

const rows: readonly Scenario[] = [...workScenarios, ...waitScenarios, counter];
type Kill = (run: SdkRun) => Promise<void>;
type Instance = { readonly scenario: Scenario; readonly id: string };

const instances: readonly Instance[] = rows.flatMap((scenario, row) =>
  Array.from({ length: scenario === counter ? 1 : OF_EACH }, (_, index) => ({
    scenario,
    id: `${scenario.workflow}-${row}-${index}`,
  })),
);
const counterId = instances.find(({ scenario }) => scenario === counter)?.id ?? '';

function countOf(input: unknown): number {
  return typeof input === 'object' && input !== null && 'count' in input ? Number(input.count) : 0;
}

/** Starts everything and kills in the middle of it; what was not acknowledged is started once more. */
async function crashAmidWork(run: SdkRun, kill: Kill): Promise<void> {
  const begin = ({ scenario, id }: Instance) => run.begin(scenario.workflow, scenario.input, id);
  const prepared = instances.filter(({ scenario }) => scenario.prepare !== undefined);
  for (const instance of prepared) {
    await begin(instance);
    await instance.scenario.prepare?.(run, instance.id);
  }
  await run.begin(counter.workflow, counter.input, counterId);
  const first = Promise.allSettled(instances.map(begin));
  await run.until(counterId, ({ input }) => countOf(input) >= KILL_AT);
  await kill(run);
  await first;
  const interrupted = await run.see(counterId);
  expect(interrupted.status).toBe('RUNNING');
  expect(countOf(interrupted.input)).toBeLessThan(GENERATIONS);
  await Promise.all(instances.map(begin));
}

const victims: readonly (readonly [string, Kill])[] = [
  [
    'runtime',
    async (run) => {
      await run.killRuntime();
      expect(run.workerIsAlive, 'the worker outlives the runtime').toBe(true);
    },
  ],
  ['worker', (run) => run.killWorker()],
];
const cases = languages.flatMap((language) => victims.map(([victim, kill]) => [language, victim, kill] as const));

describe.each(cases)('%s, %s killed', (language, victim, kill) => {
  let run: SdkRun;

  beforeAll(async () => {
    run = await SdkRun.start(language);
    await crashAmidWork(run, kill);
  });

  afterAll(() => run.stop());

  for (const scenario of rows) {
    test.concurrent(`${language}, ${victim} killed: ${scenario.title}`, async () => {
      const own = instances.filter((instance) => instance.scenario === scenario);
      const check = scenario.countsTries === true ? () => undefined : scenario.check;
      await Promise.all(
        own.map(async ({ id }) => {
          await scenario.steer?.(run, id);
          await endsAsPromised(run, id, { ...scenario, check });
        }),
      );
    });
  }
});
