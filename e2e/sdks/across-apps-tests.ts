import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectGraphAsRecorded } from './recording';
import { SdkRun } from './sdk-run';

/** Languages whose SDK can call activities and workflows of another app; the app there may be in any language. */
const callers = ['python', 'go', 'java', 'dotnet'];
const HERE = 'orders';
const THERE = 'billing';
const NUMBER = 5;
const DOUBLED = 10;
const CHAINED = 42;

/** Tests calls into an app whose worker is written in JavaScript, and into the caller's own app by its App ID. */
export function testAcrossApps(language: string): void {
  if (callers.includes(language)) describe(`${language} across apps`, () => testCalls(language));
}

function testCalls(language: string): void {
  let run: SdkRun;

  beforeAll(async () => {
    run = await SdkRun.start(language, { appIds: [HERE, THERE] });
    await run.addWorker(THERE, 'javascript');
  });

  afterAll(() => run.stop());

  for (const app of [THERE, HERE]) {
    test.concurrent(`${language}: Elsewhere has its work done by the app ${app}`, async () => {
      const id = `elsewhere-${app}`;
      await run.begin('Elsewhere', { app, number: NUMBER }, id);
      const state = await run.completion(id);
      expect(state, `${state.failure ?? ''}\n${run.workerOutput.slice(-2000)}`).toMatchObject({
        status: 'COMPLETED',
        output: CHAINED,
      });
      const history = await run.history(id);
      expect(history.of('taskScheduled').map(({ name }) => name)).toEqual(['Double']);
      expect(history.of('taskCompleted').map(({ result }) => result)).toEqual([String(DOUBLED)]);
      const [child] = history.of('childWorkflowInstanceCreated');
      expect(child?.name).toBe('Chain');
      expect(await run.seeIn(app, child?.instanceId ?? '')).toMatchObject({
        status: 'COMPLETED',
        output: CHAINED,
        parentInstanceId: id,
      });
      const name = app === HERE ? 'own-app-by-name' : 'across-apps';
      await expectGraphAsRecorded({ language, name, dataDir: run.dataDir, appId: HERE, instanceId: id });
    });
  }

  test(`${language}: Elsewhere waits for the app ${THERE} while its worker is dead, and goes on when it is back`, async () => {
    const ids = Array.from({ length: 20 }, (_, index) => `interrupted-${index}`);
    const [first = ''] = ids;
    await Promise.all(ids.map((id) => run.begin('Elsewhere', { app: THERE, number: NUMBER }, id)));
    await run.until(first, async () => (await run.history(first)).of('taskCompleted').length > 0);
    await run.killWorkerOf(THERE);
    await run.begin('Elsewhere', { app: THERE, number: NUMBER }, 'meanwhile');
    await run.until('meanwhile', async () => (await run.history('meanwhile')).of('taskScheduled').length > 0);
    expect((await run.see('meanwhile')).status).toBe('RUNNING');
    await run.addWorker(THERE, 'javascript');
    for (const id of [...ids, 'meanwhile']) {
      expect(await run.completion(id), id).toMatchObject({ status: 'COMPLETED', output: CHAINED });
      const history = await run.history(id);
      expect(history.of('taskCompleted').map(({ result }) => result)).toEqual([String(DOUBLED)]);
      expect(history.of('childWorkflowInstanceCompleted')).toHaveLength(1);
    }
  });
}
