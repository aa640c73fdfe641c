import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SdkRun } from './sdk-run';

/** The SDKs that have no retry policy of their own. */
const withoutPolicies = ['javascript'];
const retry = { maxAttempts: 4, firstInterval: '20ms', backoff: 2, maxInterval: '100ms' };
const ATTEMPTS = 4;

/** Tests the runtime's own repetition of failed activities, for SDKs that cannot do it. */
export function testRuntimeRetry(language: string): void {
  if (withoutPolicies.includes(language)) describe(`${language} and the runtime's retry`, () => testRetry(language));
}

function testRetry(language: string): void {
  let run: SdkRun;

  beforeAll(async () => {
    const config = { apps: { default: { grpcPort: 0, activities: { Flaky: { retry } } } } };
    run = await SdkRun.start(language, { config });
  });

  afterAll(() => run.stop());

  test.concurrent(`${language}: an activity that fails less often than its policy allows just succeeds`, async () => {
    await run.begin('Retrying', { failures: ATTEMPTS - 1 }, 'repeated');
    expect(await run.completion('repeated')).toMatchObject({
      status: 'COMPLETED',
      output: `succeeded after ${ATTEMPTS - 1} failures`,
    });
    const history = await run.history('repeated');
    expect(history.of('taskFailed')).toEqual([]);
    expect(history.of('taskScheduled')).toHaveLength(1);
  });

  test.concurrent(`${language}: the workflow hears of the failure once the policy's attempts are used up`, async () => {
    await run.begin('Retrying', { failures: ATTEMPTS + 1 }, 'heard');
    expect(await run.completion('heard')).toMatchObject({
      status: 'COMPLETED',
      output: `succeeded after ${ATTEMPTS + 1} failures`,
    });
    const history = await run.history('heard');
    expect(history.of('taskFailed')).toHaveLength(1);
    expect(history.of('taskScheduled')).toHaveLength(2);
  });
}
