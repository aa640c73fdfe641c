import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { graphLaunchOf } from './languages';
import { expectGraphAsRecorded } from './recording';
import { SdkRun } from './sdk-run';

type Shape = {
  readonly name: string;
  readonly workflow: string;
  readonly input?: unknown;
  /** The SDKs that can do it; all of them unless told. */
  readonly languages?: readonly string[];
  /** What is done to it from outside once it runs. */
  readonly steer?: (run: SdkRun, id: string) => Promise<void>;
  readonly status?: string;
};

const REGIONS = [2, 3];

const shapes: readonly Shape[] = [
  { name: 'no-steps', workflow: 'Nothing' },
  { name: 'nested-fan-out', workflow: 'NestedFanOut', input: REGIONS, steer: openRegions },
  {
    name: 'reply-in-time',
    workflow: 'Reminder',
    input: { seconds: 600 },
    steer: (run, id) => run.raise(id, 'Reply'),
  },
  { name: 'reply-too-late', workflow: 'Reminder', input: { seconds: 1 } },
  { name: 'race', workflow: 'Race', languages: ['javascript', 'python'] },
  { name: 'terminated-in-flight', workflow: 'InFlight', steer: terminateInFlight, status: 'TERMINATED' },
  { name: 'child-with-retries', workflow: 'Stubborn', languages: ['python', 'go'] },
  { name: 'detached', workflow: 'Dispatch', languages: ['go'] },
];

/** Tests the graphs of what no example does, on the real SDKs, against the ones recorded before. */
export function testGraphs(language: string): void {
  const launch = graphLaunchOf(language);
  if (launch === undefined) return;
  describe(`${language} graphs`, () => {
    let run: SdkRun;

    beforeAll(async () => {
      run = await SdkRun.start(language, { launch });
    });

    afterAll(() => run.stop());

    for (const shape of shapes) {
      if (shape.languages?.includes(language) === false) continue;
      test.concurrent(`${language}: the graph of ${shape.name}`, () => checkShape(run, language, shape));
    }

    test.concurrent(`${language}: the graph of a rerun`, () => checkRerun(run, language));

    if (language !== 'javascript') {
      test(`${language}: the graph of a run that stalls and goes on`, () => checkStall(run, language));
    }
  });
}

async function checkShape(run: SdkRun, language: string, shape: Shape): Promise<void> {
  const { name, workflow, input, steer, status = 'COMPLETED' } = shape;
  const id = `graph-${name}`;
  await run.begin(workflow, input, id);
  await steer?.(run, id);
  const state = await run.completion(id);
  expect(state.status, `${state.failure ?? ''}\n${run.workerOutput.slice(-2000)}`).toBe(status);
  await keep(run, { language, name, id });
}

type Named = { readonly language: string; readonly name: string; readonly id: string };

function keep(run: SdkRun, { language, name, id, ...more }: Named & { others?: Readonly<Record<string, string>> }) {
  return expectGraphAsRecorded({ language, name, dataDir: run.dataDir, instanceId: id, ...more });
}

/** Opens one region after the other, each once the squares of the one before are known. */
async function openRegions(run: SdkRun, id: string): Promise<void> {
  let squares = 0;
  for (const [index, count] of REGIONS.entries()) {
    await run.raise(`${id}-region-${index}`, 'Open');
    squares += count;
    const last = squares;
    await run.until(id, async () => (await run.history(id)).of('taskCompleted').length >= last);
  }
}

async function terminateInFlight(run: SdkRun, id: string): Promise<void> {
  await run.until(id, async () => (await run.history(id)).of('taskScheduled').length === 2);
  await run.terminate(id, 'by hand');
}

async function checkRerun(run: SdkRun, language: string): Promise<void> {
  const id = 'graph-source';
  const again = 'graph-again';
  await run.begin('Steps', undefined, id);
  await run.completion(id);
  const [, second] = (await run.history(id)).of('taskScheduled');
  await run.rerun(id, second?.eventId ?? -1, again);
  expect(await run.completion(again)).toMatchObject({ status: 'COMPLETED', output: 4 });
  await keep(run, { language, name: 'rerun', id: again, others: { [id]: 'source' } });
}

/** A worker that does not know the version a run began with cannot go on with it. */
async function checkStall(run: SdkRun, language: string): Promise<void> {
  const id = 'graph-versioned';
  await run.begin('Versioned', undefined, id);
  await run.killWorker({ GRAPH_VERSION: 'v2' });
  await run.raise(id, 'Go');
  await run.until(id, ({ status }) => status === 'STALLED');
  await keep(run, { language, name: 'stalled', id });
  await run.killWorker({ GRAPH_VERSION: 'v1' });
  expect(await run.completion(id)).toMatchObject({ status: 'COMPLETED', output: 2 });
  await keep(run, { language, name: 'stalled-then-done', id });
}
