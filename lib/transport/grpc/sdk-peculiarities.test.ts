import { expect, test } from 'vitest';
import type { WorkflowAction } from '@/lib/protocol/generated/actions';
import type { HistoryEvent } from '@/lib/protocol/generated/history';
import { TaskHubSidecarServiceService as service } from '@/lib/protocol/generated/service';
import type { WorkItem } from '@/lib/protocol/generated/work';
import { refOf } from '@/lib/testing/runtime-fixture';
import { ECHO, eventsIn, openWire, wireEnd, wireTask, WireWorker, type WireCode } from '@/lib/testing/wire-fixture';
import { openTestClient } from './test-client';

const kindsIn = (events: readonly HistoryEvent[]): readonly string[] =>
  events.map((event) => event.eventType?.$case ?? '');
const has = (events: readonly HistoryEvent[], kind: string): boolean => kindsIn(events).includes(kind);

/** JavaScript: 10 items at once, 100 more in a queue, the rest dropped without a word; no token comes back. */
class JavaScriptDouble {
  dropped = 0;
  readonly #worker: WireWorker;
  readonly #code: WireCode;
  readonly #queue: WorkItem[] = [];
  #running = 0;

  constructor(client: ReturnType<typeof openTestClient>, code: WireCode) {
    this.#code = code;
    this.#worker = new WireWorker(client);
    this.#worker.stream.on('data', (item: WorkItem) => {
      if (this.#running < 10) void this.#run(item);
      else if (this.#queue.length < 100) this.#queue.push(item);
      else this.dropped += 1;
    });
  }

  leave(): void {
    this.#worker.stream.cancel();
  }

  async #run(item: WorkItem): Promise<void> {
    this.#running += 1;
    await new Promise((resolve) => setImmediate(resolve));
    await this.#worker.reply(item, { code: this.#code }, '').catch(() => undefined);
    this.#running -= 1;
    const next = this.#queue.shift();
    if (next !== undefined) await this.#run(next);
  }
}

const fanOut: WireCode = (events) => {
  if (!has(events, 'taskScheduled'))
    return Array.from({ length: 300 }, (_, index) => wireTask(index + 1, String(index)));
  const done = kindsIn(events).filter((kind) => kind === 'taskCompleted').length;
  return done === 300 ? [wireEnd(301, String(done))] : [];
};

test('JavaScript: a worker that drops what exceeds 10 running and 100 queued items loses nothing', async () => {
  const wire = await openWire();
  const worker = new JavaScriptDouble(wire.client(), fanOut);
  await wire.fx.start('wide', { name: 'Wide' });
  for (let index = 0; index < 50; index += 1) await wire.fx.start(`n${index}`, { name: 'Wide' });
  expect((await wire.fx.ended('wide')).output).toBe('300');
  expect(worker.dropped).toBe(0);
  worker.leave();
}, 100_000);

test('JavaScript: no more than the share is with a worker when many turns it still has are taken away', async () => {
  const wire = await openWire({ limits: { terminateGrace: 1 } });
  const held = new WireWorker(wire.client());
  const ids = Array.from({ length: 150 }, (_, index) => `t${index}`);
  for (const id of ids) await wire.fx.start(id);
  await held.item(99);
  const over = ids
    .slice(0, 100)
    .map((id) => wire.fx.runtime.terminate(refOf(id), { output: undefined, recurse: false }));
  await wire.fx.drive(ids.slice(0, 100));
  await Promise.all(over);
  await wire.client().ask(service.hello, {}).answer;
  expect(held.items).toHaveLength(100);
  held.stream.cancel();
});

test('JavaScript: a first Hello is answered as soon as the door is open, and a first stream ends well', async () => {
  const wire = await openWire();
  const sdk = openTestClient(wire.address(), 'dapr-js-sdk/workflow');
  await sdk.ask(service.hello, {}).answer;
  expect(await new WireWorker(sdk).ended).toBe(0);
  const worker = new WireWorker(sdk, { code: ECHO });
  const started = { name: 'Echo', instanceId: 'a', input: '1', tags: {}, enforceUniqueInstanceId: false };
  await sdk.ask(service.startInstance, started).answer;
  expect((await wire.fx.ended('a')).output).toBe('1');
  worker.stream.cancel();
  sdk.close();
});

test('.NET: a terminate that is not the last event of a turn ends the instance all the same', async () => {
  const wire = await openWire();
  const worker = new WireWorker(wire.client());
  await wire.fx.start('a');
  const item = await worker.item(0);
  const terminated = wire.fx.runtime.terminate(refOf('a'), { output: '"enough"', recurse: false });
  await wire.fx.runtime.raiseEvent(refOf('a'), { name: 'Go', input: undefined });
  // The worker looks at the last event only, sees no terminate there, and goes on.
  await worker.complete('a', [wireTask(1, '1')], item.completionToken);
  await terminated;
  expect(await wire.fx.runtime.get(refOf('a'))).toMatchObject({ status: 'terminated', output: '"enough"' });
  expect(worker.items).toHaveLength(1);
  worker.stream.cancel();
});

test('.NET: a suspend that is not the last event of a turn holds the instance all the same', async () => {
  const wire = await openWire();
  const worker = new WireWorker(wire.client(), undefined);
  await wire.fx.start('a');
  const item = await worker.item(0);
  await wire.fx.runtime.suspend(refOf('a'), { reason: undefined });
  await wire.fx.runtime.raiseEvent(refOf('a'), { name: 'Go', input: undefined });
  await worker.complete('a', [], item.completionToken);
  await wire.fx.settled();
  expect(worker.items).toHaveLength(1);
  expect(await wire.fx.status('a')).toBe('suspended');
  await wire.fx.runtime.resume(refOf('a'), { reason: undefined });
  const fresh = eventsIn(await worker.item(1)).slice(2);
  expect(kindsIn(fresh)).toEqual(['workflowStarted', 'executionSuspended', 'eventRaised', 'executionResumed']);
  worker.stream.cancel();
});

test('Java: a completion with status STALLED holds the instance until a worker comes that can take it on', async () => {
  const wire = await openWire();
  const old = new WireWorker(wire.client());
  await wire.fx.start('a', { name: 'Echo', input: '7' });
  const item = await old.item(0);
  const STALLED = 8;
  await old.complete('a', [wireEnd(0, undefined, STALLED)], item.completionToken);
  expect(await wire.fx.status('a')).toBe('stalled');
  const fit = new WireWorker(wire.client(), { code: () => [wireEnd(0, '7')] });
  expect(await wire.fx.ended('a')).toMatchObject({ status: 'completed', output: '7' });
  expect(old.items).toHaveLength(1);
  for (const worker of [old, fit]) worker.stream.cancel();
});

test('Java: events carried over in any order and without time are all kept, equal ones too', async () => {
  const wire = await openWire();
  const worker = new WireWorker(wire.client());
  await wire.fx.start('a');
  const carried = ['b', 'a', 'b'].map((name): HistoryEvent => {
    return { eventId: -1, timestamp: undefined, eventType: { $case: 'eventRaised', value: { name, input: '1' } } };
  });
  const CONTINUED = 2;
  const value = { workflowStatus: CONTINUED, result: '2', carryoverEvents: carried } as const;
  const { completionToken } = await worker.item(0);
  const actions: WorkflowAction[] = [{ id: 1, workflowActionType: { $case: 'completeWorkflow', value } }];
  await worker.complete('a', actions, completionToken);
  const names = eventsIn(await worker.item(1)).flatMap(({ eventType }) =>
    eventType?.$case === 'eventRaised' ? [eventType.value.name] : [],
  );
  expect(names).toEqual(['b', 'a', 'b']);
  worker.stream.cancel();
});

test.each([undefined, '', 'null', '0', 'false'])('payload %j is the same at every place it passes', async (payload) => {
  const wire = await openWire();
  const client = wire.client();
  const seen: (string | undefined)[] = [];
  const note = (input: string | undefined): string | undefined => {
    seen.push(input);
    return input;
  };
  const worker = new WireWorker(client, { code: ECHO, activity: note });
  const start = { name: 'Echo', instanceId: 'a', input: payload, tags: {}, enforceUniqueInstanceId: false };
  await client.ask(service.startInstance, start).answer;
  const asked = { instanceId: 'a', getInputsAndOutputs: true };
  const { workflowState } = await client.ask(service.waitForInstanceCompletion, asked).answer;
  expect(seen).toEqual([payload]);
  expect(workflowState).toMatchObject({ workflowStatus: 1, input: payload, output: payload });
  worker.stream.cancel();
});

test.each([0, 1])('actions numbered from %i get their results', async (firstId) => {
  const wire = await openWire();
  const code: WireCode = (events) => {
    if (!has(events, 'taskScheduled')) return [wireTask(firstId, '"x"'), wireTask(firstId + 1, '"y"')];
    const results = events.flatMap(({ eventType }) =>
      eventType?.$case === 'taskCompleted'
        ? [`${eventType.value.taskScheduledId}=${eventType.value.result ?? ''}`]
        : [],
    );
    return results.length === 2 ? [wireEnd(firstId + 2, results.sort().join())] : [];
  };
  const worker = new WireWorker(wire.client(), { code });
  await wire.fx.start('a');
  expect((await wire.fx.ended('a')).output).toBe(`${firstId}="x",${firstId + 1}="y"`);
  worker.stream.cancel();
});

test('Python: no worker ever sees a resume that nothing was suspended for', async () => {
  const wire = await openWire();
  const faults: string[] = [];
  const strict: WireCode = (events) => {
    let isSuspended = false;
    for (const kind of kindsIn(events)) {
      if (kind === 'executionSuspended') isSuspended = true;
      if (kind === 'executionResumed' && !isSuspended) faults.push(kindsIn(events).join());
      if (kind === 'executionResumed') isSuspended = false;
    }
    return has(events, 'eventRaised') ? ECHO(events) : [];
  };
  const worker = new WireWorker(wire.client(), { code: strict });
  const ref = refOf('a');
  const { runtime } = wire.fx;
  await runtime.start({
    ...{ ref, name: 'Echo', version: undefined, input: '1', scheduledStartAt: undefined },
    ...{ tags: {}, trace: undefined, unique: false },
  });
  const reason = { reason: undefined };
  await runtime.resume(ref, reason);
  for (let round = 0; round < 5; round += 1) {
    await Promise.all([runtime.suspend(ref, reason), runtime.suspend(ref, reason), runtime.resume(ref, reason)]);
    await Promise.all([runtime.resume(ref, reason), runtime.resume(ref, reason)]);
  }
  await runtime.raiseEvent(ref, { name: 'Go', input: '1' });
  expect((await wire.fx.ended('a')).output).toBe('1');
  expect(faults).toEqual([]);
  worker.stream.cancel();
});
