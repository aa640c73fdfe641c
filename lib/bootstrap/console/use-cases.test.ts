import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { LOCAL_OPERATOR } from '@/lib/domain/actor';
import { AppError } from '@/lib/domain/app-error';
import { NO_FILTER } from '@/lib/domain/instance-filter';
import type { ChangeFeed } from '@/lib/store/console-store';
import type { InstanceWrite } from '@/lib/store/runtime-store';
import { openSqliteConsoleStore } from '@/lib/store/sqlite/open-sqlite-console-store';
import { openSqliteRuntimeStore } from '@/lib/store/sqlite/open-sqlite-runtime-store';
import { fakeProjects } from '@/lib/testing/fake-projects';
import { fakeControl } from '@/lib/testing/fake-control';
import {
  aCompletedTask,
  anInstanceRecord,
  aPurge,
  aSave,
  aSaveAfter,
  aScheduledTask,
  aStep,
  NO_PAYLOAD,
  refOf,
} from '@/lib/testing/store-builders';
import { createRevealMemory } from '@/lib/services/access/reveal-memory';
import { bindServices } from '@/lib/services/bind-services';

const cleanups: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

describe('reading', () => {
  test('an instance comes with its relatives, its history and its steps', async () => {
    const { services, write } = await setup();
    const parent = aSave(anInstanceRecord({ key: 1 }), {
      history: { append: [aScheduledTask(0), aCompletedTask(0)] },
      steps: { put: [aStep()] },
    });
    await write(parent, aSave(anInstanceRecord({ key: 2, parent: refOf(parent) })));
    const { instance, related } = await services.getInstance(refOf(parent));
    expect(instance.instanceId).toBe('order-1');
    expect(related.children.map(({ instanceId }) => instanceId)).toEqual(['order-2']);
    expect(await services.readHistory(refOf(parent), { from: 1, limit: 5 })).toMatchObject({
      total: 2,
      entries: [{ sequence: 1, event: { kind: 'task-completed' } }],
    });
    expect((await services.listSteps(refOf(parent))).steps.map(({ name }) => name)).toEqual(['ReserveStock']);
    expect(await services.listSteps({ appId: 'shop', instanceId: 'order-2' })).toEqual({ steps: [] });
  });

  test('workers are told by app, those with work and nobody to do it first', async () => {
    const { services, write } = await setup();
    await write(
      aSave(anInstanceRecord({ key: 1 })),
      aSave(anInstanceRecord({ key: 2, status: 'failed' })),
      aSave(anInstanceRecord({ key: 3, appId: 'lost', status: 'stalled' })),
    );
    expect(await services.listWorkers()).toEqual({
      apps: [
        { appId: 'lost', state: 'undeclared', connected: 0, open: 1 },
        { appId: 'bank', state: 'served', connected: 1, open: 0 },
        { appId: 'shop', state: 'served', connected: 1, open: 1 },
      ],
    });
  });

  test('of apps whose runtime does not answer, the workers are not known', async () => {
    const { services } = await setup({ refusal: new AppError('unavailable', 'The runtime does not answer.') });
    const { apps } = await services.listWorkers();
    expect(apps).toMatchObject([
      { appId: 'bank', state: 'unknown', reason: 'The runtime does not answer.' },
      { appId: 'shop', state: 'unknown' },
    ]);
  });

  test('a value in payloads is found where its place is declared, and refused with the setting where it is not', async () => {
    const { services, write } = await setup({ declared: ['input.id'] });
    const payload = { ...NO_PAYLOAD, input: '{"id":42}' };
    await write(aSave(anInstanceRecord({ key: 1 }), { payload }), aSave(anInstanceRecord({ key: 2 })));
    const found = { ...NO_FILTER, query: 'input.id:>=42' };
    const { instances } = await services.listInstances({ filter: found, page: { limit: 10 } });
    expect(instances.map(({ instanceId }) => instanceId)).toEqual(['order-1']);
    expect((await services.countInstances(found)).total).toEqual({ count: 1, isExact: true });
    expect(await services.listNames()).toMatchObject({ paths: [{ path: 'input.id', isComplete: true }] });
    const filter = { ...NO_FILTER, query: 'app:shop input.other:1' };
    await expect(services.listInstances({ filter, page: { limit: 10 } })).rejects.toMatchObject({
      code: 'invalid',
      message: 'In the query, at "input.other:1": input.other is not declared, so there is no index over it',
      hint: expect.stringContaining('declaredPaths: ["input.other"]') as string,
    });
  });

  test('a query finds what it means, and one that is not understood is refused with its place', async () => {
    const { services, write } = await setup();
    const put = [aStep({ name: 'Pay', status: 'failed' })];
    await write(aSave(anInstanceRecord({ key: 1 }), { steps: { put } }), aSave(anInstanceRecord({ key: 2 })));
    const asked = { ...NO_FILTER, query: 'name:process* step:Pay.failed' };
    const { instances } = await services.listInstances({ filter: asked, page: { limit: 10 } });
    expect(instances.map(({ instanceId }) => instanceId)).toEqual(['order-1']);
    expect((await services.countInstances(asked)).total).toEqual({ count: 1, isExact: true });
    expect((await services.countInstances({ ...NO_FILTER, query: 'name:Other*' })).total).toMatchObject({ count: 0 });
    const exported = [];
    for await (const page of await services.exportInstances(asked)) exported.push(...page);
    expect(exported).toEqual(instances);
    await expect(services.countInstances({ ...NO_FILTER, query: 'x step:' })).rejects.toMatchObject({
      ...{ code: 'invalid', message: 'In the query, at "step:": step: has no value' },
      hint: 'Write for example step:Notify.failed',
    });
  });

  test('trends tell the time up to now, of all, of an app and of a workflow, and what failed most', async () => {
    const { services, write } = await setup();
    await write(
      aSave(anInstanceRecord({ key: 1, createdAt: 10, status: 'failed', completedAt: 30 })),
      aSave(anInstanceRecord({ key: 2, createdAt: 11, status: 'completed', completedAt: 40 })),
      aSave(anInstanceRecord({ key: 3, createdAt: 12, appId: 'bank', name: 'Pay' })),
    );
    const trends = await services.readTrends({ range: '1h' });
    expect(trends.points.at(-1)).toMatchObject({ at: 0, started: 3, completed: 1, failed: 1 });
    expect(trends).toMatchObject({
      totals: { started: 3, completed: 1, failed: 1, terminated: 0 },
      earlier: { started: 0 },
      failing: [{ appId: 'shop', name: 'ProcessOrder', failed: 1, ended: 2 }],
      workflows: { active: 2, failing: 1 },
    });
    expect(trends.failing[0]?.failures).toEqual(trends.points.map(({ failed }) => failed));
    const ofBank = await services.readTrends({ range: '7d', appId: 'bank', name: 'Pay' });
    expect(ofBank).toMatchObject({ totals: { started: 1, failed: 0 }, failing: [], workflows: { active: 1 } });
  });

  test('lists, counts and workflows say the same', async () => {
    const { services, write } = await setup();
    await write(aSave(anInstanceRecord({ key: 1 })), aSave(anInstanceRecord({ key: 2, status: 'failed' })));
    const filter = { ...NO_FILTER, statuses: ['failed' as const] };
    const { instances } = await services.listInstances({ filter, page: { limit: 10 } });
    expect(instances.map(({ instanceId }) => instanceId)).toEqual(['order-2']);
    expect(await services.countInstances(filter)).toMatchObject({
      total: { count: 1, isExact: true },
      byStatus: { running: { count: 1 }, failed: { count: 1 } },
    });
    expect((await services.listWorkflows()).workflows).toMatchObject([{ name: 'ProcessOrder', total: 2 }]);
  });
});

describe('acting', () => {
  test('passes each action to the engine as it came', async () => {
    const { services, write, asked } = await setup();
    await write(aSave(anInstanceRecord({ key: 1 })));
    await services.pauseInstance(ORDER_1, { reason: 'lunch' });
    await services.resumeInstance(ORDER_1, {});
    await services.terminateInstance(ORDER_1, { output: '1', recursive: false });
    await services.raiseEvent(ORDER_1, { name: 'Paid', data: '{}' });
    const rerun = await services.rerunInstance(ORDER_1, { eventId: 3, input: 'null' });
    expect(await services.rerunInstance(ORDER_1, { eventId: 4, newInstanceId: 'again' })).toEqual(rerun);
    expect(await services.purgeInstance(ORDER_1, { recursive: true })).toEqual({ purged: 2 });
    expect(asked).toEqual([
      ['suspend', ORDER_1, { reason: 'lunch' }],
      ['resume', ORDER_1, { reason: undefined }],
      ['terminate', ORDER_1, { output: '1', recursive: false }],
      ['raiseEvent', ORDER_1, { name: 'Paid', input: '{}' }],
      ['rerun', expect.objectContaining({ source: ORDER_1, eventId: 3, overwrite: { input: 'null' } })],
      ['rerun', expect.objectContaining({ eventId: 4, newInstanceId: 'again', overwrite: undefined })],
      ['purge', ORDER_1, { recursive: true, force: false }],
    ]);
  });

  test('shows the refusal of the engine as it is', async () => {
    const refusal = new AppError('precondition', 'workflow is stalled');
    const { services, write } = await setup({ refusal });
    await write(aSave(anInstanceRecord({ key: 1 })));
    await expect(services.raiseEvent(ORDER_1, { name: 'Paid' })).rejects.toBe(refusal);
  });

  test('says which instance is unknown, without asking the engine', async () => {
    const { services, asked } = await setup();
    const unknown = { code: 'not_found', message: 'There is no instance "order-1" in app "shop".' };
    await expect(services.getInstance(ORDER_1)).rejects.toMatchObject(unknown);
    await expect(services.readHistory(ORDER_1, { from: 0, limit: 1 })).rejects.toMatchObject(unknown);
    await expect(services.listSteps(ORDER_1)).rejects.toMatchObject(unknown);
    await expect(services.pauseInstance(ORDER_1, {})).rejects.toMatchObject(unknown);
    await expect(services.resumeInstance(ORDER_1, {})).rejects.toMatchObject(unknown);
    await expect(services.terminateInstance(ORDER_1, { recursive: true })).rejects.toMatchObject(unknown);
    await expect(services.raiseEvent(ORDER_1, { name: 'Paid' })).rejects.toMatchObject(unknown);
    await expect(services.rerunInstance(ORDER_1, { eventId: 0 })).rejects.toMatchObject(unknown);
    await expect(services.purgeInstance(ORDER_1, { recursive: true })).rejects.toMatchObject(unknown);
    expect(asked).toEqual([]);
  });
});

test('the runtime is up when it answers, and down with the reason when it does not', async () => {
  const up = await setup();
  const known = { address: '127.0.0.1:50001', store: 'test.db', checkedAt: 42 };
  expect(await up.services.getRuntimeState()).toEqual({ state: 'up', ...known });
  const down = await setup({ refusal: new AppError('unavailable', 'The runtime does not answer.') });
  const reason = 'The runtime does not answer.';
  expect(await down.services.getRuntimeState()).toEqual({ state: 'down', ...known, reason });
});

describe('watching', () => {
  test('tells what changed after the given revision, in order, and only when something did', async () => {
    const first = aSave(anInstanceRecord({ key: 1 }));
    const second = aSave(anInstanceRecord({ key: 2 }));
    const { services, write, watch } = await setup();
    await write(first);
    const after = await services.revisionToWatch(undefined);
    const feeds = await watch(after, [
      () => Promise.resolve(),
      () => write(second),
      () => Promise.resolve(),
      () => write(aSaveAfter(first, { status: 'completed' }), aPurge(second)),
    ]);
    expect(feeds.map(({ changed }) => changed.map((row) => `${row.instanceId} ${row.status}`))).toEqual([
      ['order-2 running'],
      ['order-1 completed'],
    ]);
    expect(feeds.map(({ purged }) => purged)).toEqual([[], [refOf(second)]]);
    expect(feeds.at(-1)?.revision).toBe(await services.revisionToWatch(undefined));
  });

  test('catches up with more than one message holds without a pause', async () => {
    const { write, watch } = await setup();
    await write(...Array.from({ length: 1201 }, (_, index) => aSave(anInstanceRecord({ key: index + 1 }))));
    const feeds = await watch(0, []);
    expect(feeds.map(({ changed }) => changed.length)).toEqual([500, 500, 201]);
    expect(new Set(feeds.flatMap(({ changed }) => changed.map(({ instanceId }) => instanceId))).size).toBe(1201);
  });

  test('starts at the newest revision without one, or with one that this store never had', async () => {
    const { services, write } = await setup();
    await write(aSave(anInstanceRecord({ key: 1 })), aSave(anInstanceRecord({ key: 2 })));
    const latest = await services.revisionToWatch(undefined);
    expect(latest).toBeGreaterThan(1);
    expect(await services.revisionToWatch(1)).toBe(1);
    expect(await services.revisionToWatch(latest + 1)).toBe(latest);
  });
});

const ORDER_1 = { appId: 'shop', instanceId: 'order-1' };

async function setup({ refusal, declared = [] }: { refusal?: AppError; declared?: readonly string[] } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'perdure-services-'));
  const path = join(folder, 'perdure.db');
  const runtimeStore = await openSqliteRuntimeStore({ path, declared: { paths: declared } });
  const store = await openSqliteConsoleStore({ path });
  cleanups.push(
    () => rm(folder, { recursive: true }),
    () => runtimeStore.close(),
    () => store.close(),
  );
  const asked: unknown[][] = [];
  let pause = async () => {};
  Object.assign(store, { waitForChange: () => pause() });
  const common = {
    store,
    control: fakeControl(asked, refusal),
    reveals: createRevealMemory(() => 42),
    now: () => 42,
    ...{ onBulkChange: () => undefined, projects: fakeProjects },
    mainAppId: 'shop',
    servedApps: ['shop', 'bank'],
    runtimeAddress: '127.0.0.1:50001',
    storeName: 'test.db',
    settings: [],
    versions: { perdure: '0', node: '24' },
  };
  const services = bindServices(common, { actor: LOCAL_OPERATOR });
  /** Reads the feed while one entry of `during` happens in each pause; leaves in the pause after the last. */
  const watch = async (after: number, during: (() => Promise<void>)[]) => {
    const leave = new AbortController();
    const steps = [...during];
    pause = async () => (steps.length === 0 ? leave.abort() : steps.shift()?.());
    const feeds: ChangeFeed[] = [];
    for await (const feed of services.watchChanges({ after, signal: leave.signal })) feeds.push(feed);
    return feeds;
  };
  const write = (...writes: InstanceWrite[]) => runtimeStore.commit([writes]);
  return { services, asked, watch, write };
}
