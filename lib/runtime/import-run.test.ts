import { expect, test } from 'vitest';
import type { HistoryEvent } from '@/lib/domain/history-event';
import { openRuntime, refOf, type RuntimeFixture } from '@/lib/testing/runtime-fixture';
import { callChild, callTask, callTimer } from '@/lib/testing/workflow-actions';
import type { ImportRequest } from './runtime-port';

const COPY = refOf('copy');

test('an imported run gets no turn, no activity and no timer, whatever happens around it', async () => {
  const { fx, request } = await setup();
  await fx.runtime.importRun(request);
  const imported = await fx.stored(COPY);
  expect(imported?.record).toMatchObject({
    ...{ status: 'running', inboxLength: 1, dueAt: undefined },
    waitingOn: { activities: ['Ship'], children: ['Pack'], openTasks: 1 },
  });
  await fx.restart();
  const worker = fx.worker({ workflows: { Order: () => [], Pack: () => [] } });
  worker.connect();
  fx.clock.advance(86_400_000);
  await fx.settled();
  expect(worker.received.filter(({ instanceId }) => instanceId === 'copy')).toEqual([]);
  expect(await fx.stored(COPY)).toEqual(imported);
});

test('nobody changes it: neither by asking, nor by an answer that comes late, nor as its parent or child', async () => {
  const { fx, request } = await setup();
  await fx.runtime.importRun(request);
  const imported = await fx.stored(COPY);
  const { runtime } = fx;
  const refusal = { code: 'precondition', message: expect.stringContaining('copy was imported') as string };
  await expect(runtime.raiseEvent(COPY, { name: 'Go', input: undefined })).rejects.toMatchObject(refusal);
  await expect(runtime.suspend(COPY, { reason: undefined })).rejects.toMatchObject(refusal);
  await expect(runtime.resume(COPY, { reason: undefined })).rejects.toMatchObject(refusal);
  await expect(runtime.terminate(COPY, { output: undefined, recurse: true })).rejects.toMatchObject(refusal);
  await expect(runtime.endWait(COPY, 2)).rejects.toMatchObject(refusal);
  await expect(fx.start('copy')).rejects.toMatchObject(refusal);
  const rerun = {
    source: COPY,
    eventId: 1,
    newInstanceId: 'again',
    overwrite: undefined,
    newChildInstanceId: undefined,
  };
  await expect(runtime.rerun(rerun)).rejects.toMatchObject(refusal);
  const outcome = { kind: 'completed', result: '"late"' } as const;
  await runtime.completeActivity({ ref: COPY, taskId: 1, token: '', outcome });
  expect(await fx.stored(COPY)).toEqual(imported);
});

test('purging it leaves the children of the run that it is a copy of', async () => {
  const { fx, request } = await setup();
  await fx.runtime.importRun(request);
  expect(await fx.runtime.purge(COPY, { recursive: true, force: false })).toBe(1);
  expect(await fx.status('pack-1')).toBe('pending');
});

test('what is no run is refused, and an id that is taken; nobody else marks a run as imported', async () => {
  const { fx, request } = await setup();
  const { runtime } = fx;
  await expect(runtime.importRun({ ...request, ref: refOf('order-1') })).rejects.toMatchObject({ code: 'conflict' });
  await expect(runtime.importRun({ ...request, history: [], inbox: [] })).rejects.toMatchObject({ code: 'invalid' });
  await expect(runtime.importRun({ ...request, workflowName: 'Other' })).rejects.toMatchObject({ code: 'invalid' });
  await expect(fx.start('forged', { tags: { 'perdure.imported': 'now' } })).rejects.toMatchObject({ code: 'invalid' });
  await runtime.importRun(request);
  await expect(runtime.importRun(request)).rejects.toMatchObject({ code: 'conflict' });
});

/** A run that waits for an activity, a child and a timer and has an event that nobody has read; and a request to import it. */
async function setup(): Promise<{ readonly fx: RuntimeFixture; readonly request: ImportRequest }> {
  const fx = await openRuntime({ folder: 'memory' });
  const worker = fx.worker();
  worker.connect();
  await fx.start('order-1', { name: 'Order', input: '{"sku":7}' });
  const turn = await worker.turn('order-1');
  await worker.answer(turn, [
    callTask(1, { name: 'Ship' }),
    callTimer(2, fx.clock.now() + 60_000),
    callChild(3, { name: 'Pack', instanceId: 'pack-1' }),
  ]);
  worker.drop();
  await fx.runtime.raiseEvent(refOf('order-1'), { name: 'Note', input: '"a"' });
  const stored = await fx.stored(refOf('order-1'));
  if (stored === undefined) throw new Error('the run is stored');
  const { record, payload, history, inbox, steps } = stored;
  const { generation, createdAt, startedAt, rerunOf, attempts, lastError } = record;
  return {
    fx,
    request: {
      ...{ ref: COPY, workflowName: 'Order', history, inbox: inbox.map(({ event }): HistoryEvent => event), steps },
      ...{ generation, createdAt, startedAt, rerunOf, attempts, lastError, customStatus: payload.customStatus },
    },
  };
}
