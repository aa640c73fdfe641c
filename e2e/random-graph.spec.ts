import type { Page } from '@playwright/test';
import { detailOf } from './fixtures/console-api';
import { expect, startPerdure, test as base, type WorkerPlan } from './fixtures/perdure';
import { randomShape, type Shape, type Stage } from './workers/random-shape';

type Running = Awaited<ReturnType<typeof startPerdure>>;
type Drawn = { readonly label: string; readonly kind: string; readonly top: number; readonly left: number };

const RUNS = [1, 2, 3];

/** A Perdure of its own: a worker that other specs left would be given work it does not know. */
const test = base.extend<object, { perdure: Running }>({
  perdure: [
    async ({ browserName: _ }, use) => {
      const perdure = await startPerdure();
      await use(perdure);
      await perdure.stop();
    },
    { scope: 'worker', timeout: 180_000 },
  ],
});

const randomWorker = (seed: number): WorkerPlan => ({
  path: ['e2e', 'workers', 'random-worker.ts'],
  started: /random worker started/,
  env: { SEED: String(seed) },
});

/** Runs the workflow of a seed to its end and raises each event when it is waited for. */
async function run(perdure: Running, shape: Shape, id: string): Promise<void> {
  await perdure.client.scheduleNewWorkflow(shape.workflow, undefined, id);
  const customStatus = async (): Promise<string | undefined> =>
    (await detailOf(perdure.addresses.console, id)).instance.customStatus;
  for (const stage of shape.stages) {
    if (stage.kind !== 'event') continue;
    await expect.poll(customStatus, { timeout: 30_000 }).toContain(stage.name);
    await perdure.client.raiseEvent(id, stage.name, { by: 'the spec' });
  }
  const state = await perdure.client.waitForWorkflowCompletion(id, false, 30);
  expect(state?.workflowFailureDetails).toBeUndefined();
}

/** What the nodes of a stage say, from left to right in no order. */
function labelsOf(stage: Stage): readonly string[] {
  switch (stage.kind) {
    case 'activity':
      return [`activity ${stage.name} ${stage.fails ? 'failed' : 'completed'}`];
    case 'fan-out':
      return stage.names.map((name) => `activity ${name} completed`);
    case 'timer':
      return [`timer sleep ${stage.seconds} s completed`];
    case 'event':
      return [`event ${stage.name} received`];
    case 'child':
      return [`child workflow ${stage.name} completed`];
  }
}

/** The history rows that ask for a stage: what happened, and to which step. */
function rowsOf(stage: Stage): readonly string[] {
  switch (stage.kind) {
    case 'activity':
      return [`Activity scheduled ${stage.name}`];
    case 'fan-out':
      return stage.names.map((name) => `Activity scheduled ${name}`);
    case 'timer':
      return [`Timer started sleep ${stage.seconds} s`];
    case 'event':
      return [`Event received ${stage.name}`];
    case 'child':
      return [`Child workflow started ${stage.name}`];
  }
}

async function drawn(page: Page): Promise<readonly Drawn[]> {
  return page.getByTestId('graph-node').evaluateAll((nodes) =>
    nodes.map((node) => {
      const { top, left } = node.getBoundingClientRect();
      const { kind = '' } = node instanceof HTMLElement ? node.dataset : {};
      return { label: node.getAttribute('aria-label') ?? '', kind, top, left };
    }),
  );
}

/** A stage stands below the one before; what runs side by side stands side by side. */
function expectStages(shape: Shape, nodes: readonly Drawn[]): void {
  let above = nodes.find(({ kind }) => kind === 'start')?.top ?? Number.POSITIVE_INFINITY;
  for (const stage of shape.stages) {
    const labels = labelsOf(stage);
    const siblings = nodes
      .filter(({ label, top }) => labels.includes(label) && top > above)
      .toSorted((one, other) => one.top - other.top)
      .slice(0, labels.length);
    expect(siblings.map(({ label }) => label).toSorted(), 'below the stage before').toEqual(labels.toSorted());
    const [first] = siblings;
    for (const { top } of siblings) expect(Math.abs(top - (first?.top ?? 0)), 'side by side').toBeLessThan(1);
    expect(new Set(siblings.map((one) => Math.round(one.left))).size).toBe(siblings.length);
    above = first?.top ?? above;
  }
}

test.use({ viewport: { width: 1440, height: 2400 } });

for (const number of RUNS) {
  test(`a workflow that nobody wrote is drawn as it ran, ${number} of ${RUNS.length}`, async ({ page, perdure }) => {
    const given = process.env['SEED'];
    const seed = given === undefined ? Math.floor(Math.random() * 1_000_000) : Number(given) + number - 1;
    const shape = randomShape(seed);
    console.log(`seed ${seed}: ${shape.stages.map(({ kind }) => kind).join(' → ')}`);
    const worker = await perdure.startWorker(randomWorker(seed));
    const id = `random-${seed}`;
    await run(perdure, shape, id);
    await worker.stop('SIGKILL');

    await page.goto(`${perdure.addresses.console}/instances/default/${id}`);
    await expect(page.getByTestId('graph-node').and(page.getByLabel('end completed'))).toBeVisible();
    const nodes = await drawn(page);
    const wanted = [`start ${shape.workflow}`, ...shape.stages.flatMap(labelsOf), 'end completed'];
    expect(
      nodes
        .filter(({ kind }) => kind !== 'join')
        .map(({ label }) => label)
        .toSorted(),
    ).toEqual(wanted.toSorted());
    expectStages(shape, nodes);

    await page.getByRole('tab', { name: /^History/ }).click();
    const asked = shape.stages.flatMap(rowsOf);
    const rows = page.getByTestId('history-row');
    const told = async (): Promise<readonly string[]> => {
      const texts = await rows.evaluateAll((all) =>
        all.map((row) =>
          [...row.querySelectorAll('[role=cell]')]
            .slice(3, 5)
            .map((cell) => cell.textContent)
            .join(' '),
        ),
      );
      return texts.filter((text) => /scheduled|started|received/.test(text) && !text.startsWith('Execution'));
    };
    await expect.poll(told).toEqual(asked);
  });
}
