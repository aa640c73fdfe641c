import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testAcrossApps } from './across-apps-tests';
import { endsAsPromised } from './ends-as-promised';
import { testGraphs } from './graph-tests';
import { languages } from './languages';
import { testPayloads } from './payload-tests';
import { expectGraphAsRecorded } from './recording';
import { testRuntimeRetry } from './runtime-retry-tests';
import { SdkRun } from './sdk-run';
import { waitScenarios } from './wait-scenarios';
import { workScenarios } from './work-scenarios';

/** 128 + SIGTERM is how a JVM ends after its shutdown hooks. */
const ENDED_IN_ORDER = [0, 143];

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
      const { graph: name } = scenario;
      if (name !== undefined) await expectGraphAsRecorded({ language, name, dataDir: run.dataDir, instanceId: id });
    });
  }

  test(`${language}: the worker ends when it is told to`, async () => {
    expect(ENDED_IN_ORDER).toContain(await run.stopWorker());
  });
});

for (const language of languages) {
  testPayloads(language);
  testRuntimeRetry(language);
  testAcrossApps(language);
  testGraphs(language);
}
