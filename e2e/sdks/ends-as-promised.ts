import { expect } from 'vitest';
import type { Scenario } from './scenario';
import type { SdkRun } from './sdk-run';

/** Waits for the end of an instance and holds status, output, failure and history against its row of the table. */
export async function endsAsPromised(run: SdkRun, id: string, scenario: Scenario): Promise<void> {
  const state = await run.completion(id);
  const { status, output, failure } = scenario.ends;
  expect(state, `${id}: ${state.failure ?? 'no failure'}\n${run.workerOutput.slice(-2000)}`).toMatchObject({ status });
  expect(state.output).toEqual(output);
  if (failure !== undefined) expect(state.failure).toContain(failure);
  await scenario.check({ run, id, state, history: await run.history(id) });
}
