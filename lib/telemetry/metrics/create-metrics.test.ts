import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openRuntime, refOf, type RuntimeFixture } from '@/lib/testing/runtime-fixture';
import { callTask, complete } from '@/lib/testing/workflow-actions';
import { createMetrics, type Metrics } from './create-metrics';
import type { Readings, WorkerLoad } from './readings';

const IDLE: Readings = {
  now: () => 100_000,
  version: '1.2.3',
  workers: () => [],
  backlog: () => [],
  memory: () => ({ instances: 7, changeSetsWaiting: 2 }),
  timers: () => Promise.resolve(40),
  overdue: () => Promise.resolve(3),
  storeBytes: () => 4_096,
};

test('workers and what they have in hand are told per App ID, as they are at each scrape', async () => {
  let workers: readonly WorkerLoad[] = [
    { appId: 'orders', outstanding: 3 },
    { appId: 'orders', outstanding: 4 },
    { appId: 'mail', outstanding: 0 },
  ];
  const metrics = createMetrics();
  metrics.read({ ...IDLE, workers: () => workers });
  const first = await metrics.render();
  expect(first).toContain('perdure_connected_workers{app_id="orders"} 2');
  expect(first).toContain('perdure_outstanding_work_items{app_id="orders"} 7');
  expect(first).toContain('perdure_outstanding_work_items{app_id="mail"} 0');
  expect(first).toContain('process_resident_memory_bytes');

  workers = [{ appId: 'mail', outstanding: 1 }];
  const second = await metrics.render();
  expect(second).toContain('perdure_outstanding_work_items{app_id="mail"} 1');
  expect(second).not.toContain('app_id="orders"');
});

test('what waits is told with its age, and what the runtime holds', async () => {
  const metrics = createMetrics();
  const waiting = { appId: 'orders', turns: 5, activities: 0, oldestTurn: 97_500, oldestActivity: undefined };
  metrics.read({ ...IDLE, backlog: () => [waiting] });
  expect(await valuesOf(metrics)).toMatchObject({
    'perdure_queued_turns{app_id="orders"}': 5,
    'perdure_queued_activities{app_id="orders"}': 0,
    'perdure_oldest_queued_turn_age_seconds{app_id="orders"}': 2.5,
    'perdure_oldest_queued_activity_age_seconds{app_id="orders"}': 0,
    perdure_instances_in_memory: 7,
    perdure_change_sets_waiting: 2,
    perdure_timers_waiting: 40,
    perdure_timers_overdue: 3,
    perdure_store_size_bytes: 4_096,
    'perdure_build_info{version="1.2.3"}': 1,
  });
});

test('a run of the runtime is counted and timed', async () => {
  const { fx, metrics } = await setup();
  const worker = fx.worker();
  await fx.start('a', { name: 'Order' });
  const turn = await worker.turn();
  fx.clock.advance(200);
  await worker.answer(turn, [callTask(1)]);
  const activity = await worker.activity();
  fx.clock.advance(2_000);
  await worker.finish(activity);
  await worker.finish(activity);
  await worker.answer(await worker.turn(), [complete(2)]);
  await fx.start('b', { name: 'Order' });
  await worker.turn('b');
  await fx.runtime.raiseEvent(refOf('b'), { name: 'Ping', input: undefined });
  const values = await valuesOf(metrics);
  const order = 'app_id="shop",workflow="Order"';
  const work = 'app_id="shop",activity="Work1"';
  expect(values).toMatchObject({
    [`perdure_workflows_started_total{${order}}`]: 2,
    [`perdure_workflows_ended_total{${order},status="completed"}`]: 1,
    [`perdure_workflow_duration_seconds_bucket{le="5",${order}}`]: 1,
    [`perdure_workflow_duration_seconds_bucket{le="1",${order}}`]: 0,
    [`perdure_activities_ended_total{${work},outcome="completed"}`]: 1,
    [`perdure_activity_duration_seconds_bucket{le="2.5",${work}}`]: 1,
    [`perdure_activity_duration_seconds_bucket{le="1",${work}}`]: 0,
    'perdure_activity_scheduling_latency_seconds_count{app_id="shop"}': 1,
    'perdure_turn_scheduling_latency_seconds_count{app_id="shop"}': 3,
    [`perdure_turn_duration_seconds_count{${order}}`]: 2,
    [`perdure_turn_duration_seconds_bucket{le="0.1",${order}}`]: 1,
    'perdure_turns_answered_total{app_id="shop",outcome="applied"}': 2,
    'perdure_answers_ignored_total{app_id="shop",item="activity",reason="late"}': 1,
    'perdure_worker_streams_opened_total{app_id="shop"}': 1,
    perdure_commits_failed_total: 0,
  });
  expect(values['perdure_commit_change_sets_sum']).toBe(values['perdure_commit_change_sets_count']);
});

test('names beyond the first hundred share the label "other"', async () => {
  const metrics = createMetrics();
  for (let index = 0; index < 150; index += 1) {
    metrics.observe({ kind: 'workflow-started', ref: refOf('a'), name: `W${index}` });
    metrics.observe({ kind: 'workflow-started', ref: refOf('a', `app-${index}`), name: 'W' });
  }
  const values = await valuesOf(metrics);
  expect(values['perdure_workflows_started_total{app_id="shop",workflow="W99"}']).toBe(1);
  expect(values['perdure_workflows_started_total{app_id="shop",workflow="other"}']).toBe(50);
  expect(values['perdure_workflows_started_total{app_id="shop",workflow="W100"}']).toBeUndefined();
  expect(values['perdure_workflows_started_total{app_id="other",workflow="W"}']).toBe(51);
});

test('docs/telemetry.md lists every metric there is, with its labels, and no other', () => {
  const metrics = createMetrics();
  metrics.read(IDLE);
  const rows = readFileSync('docs/telemetry.md', 'utf8').matchAll(/^\| `(perdure_\w+)` *\| *(\w+) *\|([^|]*)\|/gm);
  const documented = [...rows].map(([, name = '', type = '', labels = '']) => ({
    name,
    type,
    labels: wordsOf(labels),
  }));
  expect(documented.toSorted(byName)).toEqual([...metrics.described()].toSorted(byName));
});

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : 1;
}

/** The words in back quotes. */
function wordsOf(cell: string): readonly string[] {
  return [...cell.matchAll(/`(\w+)`/g)].map(([, word = '']) => word);
}

/** Sample → value. */
async function valuesOf(metrics: Metrics): Promise<Readonly<Record<string, number>>> {
  const lines = (await metrics.render()).split('\n').filter((line) => line.startsWith('perdure_'));
  return Object.fromEntries(
    lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]),
  );
}

async function setup(): Promise<{ fx: RuntimeFixture; metrics: Metrics }> {
  const metrics = createMetrics();
  const fx = await openRuntime({ telemetry: { observe: metrics.observe } });
  return { fx, metrics };
}
