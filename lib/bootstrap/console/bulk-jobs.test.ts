import { createRevealMemory } from '@/lib/services/access/reveal-memory';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { LOCAL_OPERATOR, type Actor } from '@/lib/domain/actor';
import { AppError } from '@/lib/domain/app-error';
import type { BulkAction, BulkJob, BulkTarget } from '@/lib/domain/bulk-job';
import { NO_FILTER } from '@/lib/domain/instance-filter';
import type { InstanceStatus } from '@/lib/domain/instance-status';
import { openSqliteConsoleStore } from '@/lib/store/sqlite/open-sqlite-console-store';
import { openSqliteRuntimeStore } from '@/lib/store/sqlite/open-sqlite-runtime-store';
import { fakeProjects } from '@/lib/testing/fake-projects';
import { fakeControl } from '@/lib/testing/fake-control';
import { aSave, anInstanceRecord } from '@/lib/testing/store-builders';
import { bindServices, type CommonContext } from '@/lib/services/bind-services';
import { startBulkRunner } from '@/lib/services/bulk/bulk-runner';

const ALL: BulkTarget = { kind: 'filter', filter: NO_FILTER };
const TERMINATE: BulkAction = { kind: 'terminate', recursive: true };

/** A console over a store with instances of two workflows, and an engine that writes down what it is asked. */
async function aConsole(count: number, status: (nth: number) => InstanceStatus = () => 'running') {
  const folder = mkdtempSync(join(tmpdir(), 'perdure-bulk-'));
  const path = join(folder, 'perdure.db');
  const runtime = await openSqliteRuntimeStore({ path });
  const saves = Array.from({ length: count }, (_, index) => {
    const name = index % 2 === 0 ? 'Even' : 'Odd';
    const record = { key: runtime.allocateKey(), appId: 'shop', name, instanceId: `i-${index}`, status: status(index) };
    return aSave(anInstanceRecord(record));
  });
  await runtime.commit([saves]);
  const store = await openSqliteConsoleStore({ path });
  const asked: unknown[][] = [];
  const engine = { control: fakeControl(asked) };
  const waiting = new Set<() => void>();
  const context: CommonContext = {
    ...{ reveals: createRevealMemory(Date.now), projects: fakeProjects },
    ...{ store, now: () => Date.now(), onBulkChange: () => waiting.forEach((wake) => wake()) },
    ...{ mainAppId: 'shop', servedApps: ['shop'], runtimeAddress: '', storeName: '', settings: [] },
    versions: { perdure: '0', node: '24' },
    get control() {
      return engine.control;
    },
  };
  const troubles: unknown[] = [];
  const runners = new Set<ReturnType<typeof startBulkRunner>>();
  const startRunner = () => {
    const runner = startBulkRunner(context, (_, error) => troubles.push(error));
    const wake = () => runner.wake();
    runners.add(runner);
    waiting.add(wake);
    return runner;
  };
  onTestFinished(async () => {
    await Promise.all([...runners].map((runner) => runner.stop()));
    await store.close();
    await runtime.close();
    rmSync(folder, { recursive: true });
    expect(troubles).toEqual([]);
  });
  const as = (actor: Actor) => bindServices(context, { actor });
  const services = as(LOCAL_OPERATOR);
  const until = (id: string, isSo: (job: BulkJob) => boolean): Promise<BulkJob> =>
    vi.waitFor(
      async () => {
        const job = await services.getBulkJob(id);
        if (!isSo(job)) throw new Error(`not so: ${JSON.stringify(job)}`);
        return job;
      },
      { timeout: 20_000, interval: 5 },
    );
  const confirmed = async (action: BulkAction, target: BulkTarget, rate?: number): Promise<string> => {
    const { id } = await services.draftBulkJob({ action, target });
    const { setHash } = await until(id, ({ state }) => state === 'ready');
    await services.confirmBulkJob(id, { setHash, reason: 'stock taking', rate });
    return id;
  };
  return { store, asked, engine, services, as, until, startRunner, confirmed };
}

const isFinished = ({ state }: BulkJob): boolean => state === 'finished';
const idsOf = (asked: readonly unknown[][]): readonly string[] =>
  asked.map(([, ref]) => (ref as { instanceId: string }).instanceId);

test('a set is frozen page by page, nothing is done before it is confirmed, and then each once', async () => {
  const { asked, services, until, startRunner, store } = await aConsole(1_203, (nth) =>
    nth < 3 ? 'failed' : 'running',
  );
  startRunner();
  const { id } = await services.draftBulkJob({ action: TERMINATE, target: ALL });
  const ready = await until(id, ({ state }) => state === 'ready');
  expect(ready.tally).toEqual({ total: 1_203, waiting: 1_200, done: 0, skipped: 3, failed: 0 });
  expect(asked).toEqual([]);
  const detail = await services.getBulkJob(id);
  expect(detail.groups.map(({ name, status, state, count }) => [name, status, state, count])).toEqual([
    ['Even', 'running', 'waiting', 600],
    ['Odd', 'running', 'waiting', 600],
    ['Even', 'failed', 'skipped', 2],
    ['Odd', 'failed', 'skipped', 1],
  ]);
  await services.confirmBulkJob(id, { setHash: ready.setHash, reason: 'stock taking' });
  const job = await until(id, isFinished);
  expect(job).toMatchObject({ reason: 'stock taking', tally: { total: 1_203, waiting: 0, done: 1_200, skipped: 3 } });
  const items = await store.bulk.listItems(id, { after: 0, limit: 2_000 });
  const acted = items.filter(({ state }) => state === 'done').map(({ instanceId }) => instanceId);
  expect(new Set(idsOf(asked))).toEqual(new Set(acted));
  expect(asked).toHaveLength(1_200);
  const hash = items.reduce(
    (so, one) => createHash('sha256').update([so, one.appId, one.instanceId, one.createdAt].join('\n')).digest('hex'),
    '',
  );
  expect(hash).toBe(job.setHash);
});

test('a filter means what it means in the list, and executions that were picked are those', async () => {
  const { asked, services, until, startRunner, confirmed } = await aConsole(10);
  startRunner();
  const odd = await confirmed(TERMINATE, { kind: 'filter', filter: { ...NO_FILTER, query: 'name:Odd' } });
  expect((await until(odd, isFinished)).tally.done).toBe(5);
  asked.length = 0;
  const refs = ['i-2', 'i-4', 'i-2', 'nobody'].map((instanceId) => ({ appId: 'shop', instanceId }));
  const picked = await confirmed({ kind: 'pause' }, { kind: 'selection', refs });
  expect((await until(picked, isFinished)).tally).toMatchObject({ total: 2, done: 2 });
  expect(idsOf(asked).toSorted()).toEqual(['i-2', 'i-4']);
  await expect(
    services.draftBulkJob({ action: TERMINATE, target: { kind: 'filter', filter: { ...NO_FILTER, query: 'stat:x' } } }),
  ).rejects.toThrow('In the query');
});

test('a set that was not looked at is not acted on', async () => {
  const { services, until, startRunner, asked } = await aConsole(2);
  startRunner();
  const { id } = await services.draftBulkJob({ action: TERMINATE, target: ALL });
  await until(id, ({ state }) => state === 'ready');
  await expect(services.confirmBulkJob(id, { setHash: 'another' })).rejects.toMatchObject({ code: 'conflict' });
  expect(asked).toEqual([]);
  expect(await services.deleteBulkJob(id)).toEqual({ done: true });
});

test('while the engine does not answer the job waits and says so; nothing counts as failed', async () => {
  const { engine, asked, until, startRunner, confirmed } = await aConsole(5);
  engine.control = fakeControl([], new AppError('unavailable', 'The runtime does not answer.'));
  startRunner();
  const id = await confirmed(TERMINATE, ALL);
  const held = await until(id, ({ trouble }) => trouble !== undefined);
  expect(held.tally).toMatchObject({ waiting: 5, done: 0, failed: 0 });
  engine.control = fakeControl(asked);
  expect(await until(id, isFinished)).toMatchObject({ trouble: undefined, tally: { done: 5 } });
});

test('what the engine refuses is skipped or failed in its own words, and what failed can be tried again', async () => {
  const { engine, asked, services, until, startRunner, confirmed } = await aConsole(2);
  engine.control = fakeControl([], new AppError('internal', 'no such luck'));
  startRunner();
  const id = await confirmed(TERMINATE, ALL);
  expect((await until(id, isFinished)).tally).toMatchObject({ failed: 2 });
  expect((await services.listBulkItems(id, { states: ['failed'], after: 0, limit: 9 })).items[0]?.note).toBe(
    'no such luck',
  );
  engine.control = fakeControl(asked);
  await services.retryBulkJob(id);
  expect((await until(id, isFinished)).tally).toMatchObject({ failed: 0, done: 2 });
  await expect(services.retryBulkJob(id)).rejects.toMatchObject({ code: 'precondition' });
});

test('a job that its process left in the middle is taken up where its ledger ends', async () => {
  const { asked, services, store, until, startRunner, confirmed } = await aConsole(6);
  const first = startRunner();
  const id = await confirmed(TERMINATE, ALL, 1);
  await until(id, ({ tally }) => tally.done >= 1);
  await first.stop();
  const now = Date.now();
  expect(await store.bulk.claim(id, { by: 'a process that died', now, until: now + 50 })).toBe(true);
  const left = await store.bulk.takeItems(id, 'a process that died', 2);
  expect(left).toHaveLength(2);
  await services.steerBulkJob(id, { rate: null });
  startRunner();
  const { tally } = await until(id, isFinished);
  expect(tally).toMatchObject({ total: 6, done: 6, waiting: 0 });
  expect(new Set(idsOf(asked)).size).toBe(6);
});

test('a job pauses, goes on, changes its pace and is given up', async () => {
  const { asked, services, until, startRunner, confirmed } = await aConsole(50);
  startRunner();
  const id = await confirmed(TERMINATE, ALL, 4);
  await until(id, ({ tally }) => tally.done >= 2);
  expect((await services.steerBulkJob(id, { state: 'paused' })).state).toBe('paused');
  await expect(services.steerBulkJob(id, { state: 'paused' })).rejects.toMatchObject({ code: 'precondition' });
  await services.steerBulkJob(id, { state: 'running' });
  await services.steerBulkJob(id, { state: 'aborted' });
  const aborted = await until(id, ({ endedAt }) => endedAt !== undefined);
  expect(aborted.tally.waiting).toBeGreaterThan(0);
  await expect(services.steerBulkJob(id, { state: 'running' })).rejects.toMatchObject({ code: 'precondition' });
  expect(asked.length).toBeLessThan(50);
});

test('nobody acts on what lies outside their scope, nor sees the jobs of others', async () => {
  const { as, services, until, startRunner, asked } = await aConsole(10);
  startRunner();
  const scope = { apps: [], workflows: ['Odd'] };
  const ada = as({ kind: 'user', name: 'ada', role: 'operator', scope, seesPayloads: false });
  const { id } = await ada.draftBulkJob({ action: { ...TERMINATE, output: '"secret"' }, target: ALL });
  const { setHash, tally, action } = await until(id, ({ state }) => state === 'ready');
  expect(tally.total).toBe(5);
  expect(action).toMatchObject({ output: '"secret"' });
  expect((await ada.getBulkJob(id)).action).toMatchObject({ output: undefined });
  await ada.confirmBulkJob(id, { setHash });
  await until(id, isFinished);
  expect(idsOf(asked).every((instanceId) => Number(instanceId.slice(2)) % 2 === 1)).toBe(true);
  const other = await services.draftBulkJob({ action: TERMINATE, target: ALL });
  await expect(ada.getBulkJob(other.id)).rejects.toMatchObject({ code: 'not_found' });
  expect((await ada.listBulkJobs()).jobs.map((job) => job.id)).toEqual([id]);
});

test('a rerun from the start is a new execution with the same input, under an id that tells where it comes from', async () => {
  const { asked, services, until, startRunner, confirmed } = await aConsole(2, () => 'failed');
  startRunner();
  const id = await confirmed({ kind: 'rerun', from: 'start' }, ALL);
  await until(id, isFinished);
  const { items } = await services.listBulkItems(id, { after: 0, limit: 9 });
  expect(items.map(({ note }) => note)).toContain(`New execution: i-0-rerun-${id.slice(0, 8)}`);
  expect(asked.map(([method]) => method)).toEqual(['start', 'start']);
});
