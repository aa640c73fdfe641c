import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { endsAsPromised } from './ends-as-promised';
import { languages } from './languages';
import { SdkRun } from './sdk-run';
import { waitScenarios } from './wait-scenarios';
import { workScenarios } from './work-scenarios';

describe.each(languages)('%s', (language) => {
  let run: SdkRun;

  beforeAll(async () => {
    run = await SdkRun.start(language);
    console.log(`${language}: worker ready after ${run.readySeconds.toFixed(1)} s`);
  });

  afterAll(() => run.stop());

  for (const [index, scenario] of [...workScenarios, ...waitScenarios].entries()) {
    test.concurrent(`${language}: ${scenario.title}`, async () => {
      const id = `${scenario.workflow}-${index}`;
      await run.begin(scenario.workflow, scenario.input, id);
      await scenario.prepare?.(run, id);
      await scenario.steer?.(run, id);
      await endsAsPromised(run, id, scenario);
    });
  }

  test(`${language}: the worker ends when it is told to`, async () => {
    expect(await run.stopWorker()).toBe(0);
  });
});
