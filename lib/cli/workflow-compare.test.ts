import { expect, test } from 'vitest';
import { openCli } from '@/lib/testing/cli-under-test';
import { refOf } from '@/lib/testing/runtime-fixture';
import { callTask, complete } from '@/lib/testing/workflow-actions';

const TABLE = `First difference: the workflow. Input differs at $.sku. First step that differs: Reserve, attempt 1. It is completed in A, failed in B.

   STEP        A                        B                     A TOOK LONGER BY
≠  (workflow)  order-1 completed, 0 ms  order-2 failed, 0 ms  0 ms
≠  Reserve     completed, 0 ms          failed, 0 ms          0 ms

(workflow)
  input $.sku: 7 → 8
  status: completed → failed
  failure: (none) → StockError: No stock

Reserve
  status: completed → failed
  failure: (none) → StockError: No stock`;

test('compare tells where two executions differ, and ends with 1 when they do', async () => {
  const { compare } = await setup();
  expect(await compare('order-1', 'order-2')).toEqual({ code: 1, out: TABLE, err: '' });
});

test('executions that did the same end with 0, and have no line with only differences', async () => {
  const { compare } = await setup();
  const { code, out } = await compare('order-1', 'order-3', '--only-differences');
  expect({ code, first: out.split('\n')[0] }).toEqual({
    code: 0,
    first: 'No difference: the only step is equal, and so are input and outcome.',
  });
  expect(out).not.toContain('Reserve ');
});

test('programs get all of it', async () => {
  const { compare } = await setup();
  const { code, out } = await compare('order-1', 'order-2', '--json');
  expect({ code, ...(JSON.parse(out) as object) }).toMatchObject({
    code: 1,
    isSame: false,
    a: { appId: 'shop', instanceId: 'order-1', status: 'completed' },
    run: [{ kind: 'input', lines: [{ label: '$.sku', a: '7', b: '8' }] }, { kind: 'status' }, { kind: 'failure' }],
    steps: [{ isSame: false, a: { name: 'Reserve', status: 'completed' }, b: { status: 'failed' } }],
  });
});

test('one that is not there is named', async () => {
  const { compare } = await setup();
  expect(await compare('order-1', 'nobody')).toMatchObject({
    code: 3,
    err: expect.stringContaining('nobody') as string,
  });
  expect(await compare('order-1', 'order-1', '--other-app-id', 'depot')).toMatchObject({
    ...{ code: 3, err: expect.stringContaining('in app "depot"') as string },
  });
});

/** Two orders that are done, and between them one that failed. */
async function setup() {
  const cli = await openCli();
  const worker = cli.fx.worker({
    workflows: {
      Order: (events) => {
        const over = events.find(({ kind }) => kind === 'task-completed' || kind === 'task-failed');
        if (over === undefined) return [callTask(1, { name: 'Reserve' })];
        return [
          complete(2, over.kind === 'task-failed' ? { status: 'failed', result: undefined, failure: STOCK } : {}),
        ];
      },
    },
    activity: ({ instanceId }) =>
      instanceId === 'order-2' ? { kind: 'failed', failure: STOCK } : { kind: 'completed', result: '"ok"' },
  });
  worker.connect();
  for (const [id, sku] of [
    ['order-1', 7],
    ['order-2', 8],
    ['order-3', 7],
  ] as const) {
    await cli.fx.start(id, { name: 'Order', input: `{"sku":${sku}}` });
    await cli.fx.ended(refOf(id));
  }
  const compare = (...args: readonly string[]) => cli.perdure('workflow', 'compare', ...args, '-a', 'shop');
  return { compare };
}

const STOCK = { type: 'StockError', message: 'No stock', nonRetriable: false };
