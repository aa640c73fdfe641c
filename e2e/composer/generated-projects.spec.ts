import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DaprWorkflowClient } from '@dapr/dapr';
import { expect, test } from '@playwright/test';
import { readStore } from '@/lib/testing/read-store';
import { sampleModels } from '@/lib/testing/composer/sample-models';
import { Child, ROOT } from '../fixtures/child';
import { startRuntime, type RuntimeStart } from '../fixtures/runtime';
import '../fixtures/quiet-sdk';

/** A project that is generated, its activities filled in where a path needs it, and the steps that it must take. */
interface Scenario {
  readonly model: string;
  readonly workflow: string;
  readonly input?: object;
  readonly events?: readonly string[];
  /** Bodies that throw: file of the activity, its function, code of the error. */
  readonly failing?: { readonly file: string; readonly name: string; readonly code: string };
  /** Activities in the order in which they were scheduled, of the workflow and of its children by name. */
  readonly steps: Readonly<Record<string, readonly string[]>>;
}

const scenarios: readonly Scenario[] = [
  {
    ...{ model: 'choice', workflow: 'LoanRequest' },
    steps: { LoanRequest: ['CheckRequest', 'ApproveAtOnce', 'DecideIsCustomerNice', 'AddGift', 'PayOut'] },
  },
  {
    ...{ model: 'parallel', workflow: 'Travel', events: ['VisaGranted'] },
    steps: { Travel: ['BookHotel'], TravelBookFlight: ['BookFlight', 'ChooseSeat'] },
  },
  { model: 'race', workflow: 'Approval', events: ['Approved'], steps: { Approval: ['AskManager', 'PlaceOrder'] } },
  { model: 'race', workflow: 'Approval', events: ['Rejected'], steps: { Approval: ['AskManager', 'TellRequester'] } },
  { model: 'retry', workflow: 'Polling', steps: { Polling: ['PollStatus', 'LoadResult'] } },
  {
    ...{ model: 'repeated', workflow: 'OrderLines', input: { items: ['a', 'b'] } },
    steps: {
      OrderLines: [
        ...['ReserveItem', 'ReserveItem', 'PrintLabel', 'PrintLabel', 'PrintLabel', 'Stir'],
        'DecideNeedsMoreSalt',
      ],
    },
  },
  {
    ...{ model: 'guard', workflow: 'Payment' },
    failing: { file: 'charge-card', name: 'chargeCard', code: 'CardDeclined' },
    steps: { Payment: ['ChargeCard', 'AskForCash', 'ShipGoods'] },
  },
  {
    ...{ model: 'saga', workflow: 'Trip' },
    failing: { file: 'pay-trip', name: 'payTrip', code: 'Unpaid' },
    steps: { Trip: ['BookHotel', 'BookCar', 'PayTrip', 'CancelCar', 'CancelHotel', 'SendTripCanceled'] },
  },
];

let folder: string;
let runtime: RuntimeStart;
let client: DaprWorkflowClient;

test.beforeAll(async () => {
  mkdirSync(join(ROOT, '.cache'), { recursive: true });
  folder = mkdtempSync(join(ROOT, '.cache', 'composed-'));
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  runtime = await startRuntime({ dataDir: folder, grpcPort: 0, httpPort: 0 });
  client = new DaprWorkflowClient({ daprHost: '127.0.0.1', daprPort: String(runtime.at.grpcPort) });
});
test.afterAll(async () => {
  await client.stop();
  await runtime.child.stop();
  rmSync(folder, { recursive: true, force: true });
});

for (const [number, scenario] of scenarios.entries()) {
  test(`a project of the model ${scenario.model} runs as drawn (${number + 1})`, async () => {
    const project = await generate(scenario, `project-${number}`);
    const worker = new Child({
      args: ['src/main.ts'],
      env: { DAPR_GRPC_PORT: String(runtime.at.grpcPort) },
      cwd: project,
    });
    await worker.line(/is ready$/);
    const id = await client.scheduleNewWorkflow(scenario.workflow, scenario.input ?? {}, `run-${number}`);
    for (const event of scenario.events ?? []) await client.raiseEvent(id, event, {});
    const state = await client.waitForWorkflowCompletion(id, true, 30);
    expect(state?.workflowFailureDetails?.getErrorMessage()).toBeUndefined();
    expect(await stepsOf(id)).toEqual(scenario.steps);
    await worker.stop();
  });
}

async function generate({ model, failing }: Scenario, name: string): Promise<string> {
  const file = join(folder, `${name}.model.json`);
  writeFileSync(file, JSON.stringify(sampleModels[model]));
  const project = join(folder, name);
  const composer = new Child({
    args: [join(ROOT, 'scripts', 'perdure.js'), 'compose', file, '--out', project],
    env: {},
  });
  expect(await composer.exited, composer.output).toBe(0);
  if (failing !== undefined) {
    const text = `import { ProcessError } from '../flow.ts';

export async function ${failing.name}(): Promise<object> {
  throw new ProcessError('${failing.code}', 'as the test wants it');
}
`;
    writeFileSync(join(project, 'src', 'activities', `${failing.file}.ts`), text);
  }
  return project;
}

/** The activities of an execution and its children, by the name of the workflow. */
async function stepsOf(id: string): Promise<Record<string, string[]>> {
  const runs = await readStore(join(folder, 'perdure.db'));
  const own = runs.filter(({ instance }) => instance.instanceId === id || instance.instanceId.startsWith(`${id}:`));
  const named = own.map(({ instance, history }): [string, string[]] => [
    instance.name,
    history.flatMap((event) => (event.kind === 'task-scheduled' ? [event.name] : [])),
  ]);
  return Object.fromEntries(named);
}
