import { fileURLToPath } from 'node:url';
import { AppError } from '@/lib/domain/app-error';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fetchJson, postJson } from '@/lib/api/fetch-json';
import { instancePath } from '@/lib/api/paths';
import { historyPageSchema, instanceDetailSchema, instancePageSchema, runtimeStateSchema } from '@/lib/api/schemas';
import { doneSchema, purgeResultSchema, startedSchema } from '@/lib/api/actions';
import { startAttachedCluster, type AttachedCluster } from '@/lib/testing/dapr/attached-cluster';
import { graphOf, openMirror, toldHistory, type MirrorInFile } from '@/lib/testing/dapr/mirror-in-file';
import { answersOf, settleRuns } from '@/lib/testing/dapr/record-store';
import type { RecordedAnswer } from '@/lib/testing/dapr/recorded-store';
import { toldByEngine } from '@/lib/testing/dapr/told-by-engine';
import { differencesIn, differenceText } from '@/lib/testing/differences-in';
import { manyRuns } from './runs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const APP = 'shop';
const runs = manyRuns();

describe.each(['postgresql-v2', 'postgresql-v1', 'sqlite', 'redis'] as const)('a real Dapr cluster on %s', (layout) => {
  let cluster: AttachedCluster | undefined;
  let mirror: MirrorInFile | undefined;
  let url: string;
  let storePath: string;
  let answers: readonly RecordedAnswer[];

  beforeAll(async () => {
    const started = await startAttachedCluster(layout, ROOT);
    cluster = started;
    await settleRuns(runs, started);
    answers = await answersOf(started.client);
    url = await started.attach();
    storePath = started.storePath;
    mirror = await openMirror(storePath, APP);
  });

  afterAll(async () => {
    await mirror?.close();
    await cluster?.stop();
  });

  const clusterOf = (): AttachedCluster => {
    if (cluster === undefined) throw new Error('it has not started');
    return cluster;
  };
  const path = (instanceId: string, tail?: string) => `${url}${instancePath({ appId: APP, instanceId }, tail)}`;
  const detail = async (instanceId: string) => (await fetchJson(instanceDetailSchema, path(instanceId))).instance;

  test('has at least 200 executions, and the mirror has every one, whole', async () => {
    expect(answers.length).toBeGreaterThanOrEqual(200);
    const seen: string[] = [];
    for (let next: string | undefined = ''; next !== undefined;) {
      const query: string = next === '' ? '' : `&cursor=${encodeURIComponent(next)}`;
      const page: { instances: readonly { instanceId: string; flaws?: unknown }[]; next?: string | undefined } =
        await fetchJson(instancePageSchema, `${url}/api/v1/instances?limit=100${query}`);
      seen.push(...page.instances.map(({ instanceId }) => instanceId));
      expect(page.instances.filter(({ flaws }) => flaws !== undefined)).toEqual([]);
      next = page.next;
    }
    expect(seen.sort()).toEqual(answers.map(({ instanceId }) => instanceId).sort());
    expect((await differencesIn(storePath)).map(differenceText)).toEqual([]);
  });

  test("name, status, times, payloads, history and graph are the engine's, in the mirror and on the page", async () => {
    for (const answer of answers) {
      const { instanceId, events } = { ...answer, events: toldHistory(answer) };
      // daprd calls the time of the last event the last change; the first turn's start is older than the turn, and
      // Perdure tells the latest.
      const { updatedAt: ofLastEvent, ...others } = asJson(toldByEngine(answer.state));
      const latest = Math.max(...events.map(({ at }) => at));
      const told = ofLastEvent === undefined ? others : { ...others, updatedAt: latest };
      expect(ofLastEvent, instanceId).toBe(ofLastEvent && events.at(-1)?.at);
      expect(asJson(await mirror?.instance(instanceId)), instanceId).toMatchObject(told);
      const kept = (await mirror?.events(instanceId)) ?? [];
      expect(kept, instanceId).toEqual(events);
      expect(graphOf(kept, APP)).toEqual(graphOf(events, APP));
      const shown = await detail(instanceId);
      expect(shown, instanceId).toMatchObject(told);
      expect(shown.asOf?.from).toBe('cluster');
      const page = await fetchJson(historyPageSchema, path(instanceId, 'history?from=0&limit=1000'));
      expect(page.entries.filter(({ pending }) => !pending)).toHaveLength(events.length);
    }
  });

  test("the sidecar tells its version, and what is not Dapr's is refused", async () => {
    const { targets, mirror: mark } = await fetchJson(runtimeStateSchema, `${url}/api/v1/runtime`);
    expect(targets).toEqual([{ appId: APP, version: '1.18.1' }]);
    expect(mark?.seenAt).toBeGreaterThan(0);
    const refused = postJson(doneSchema, path('asleep-0', 'retry-now'), { eventId: 0 });
    await expect(refused).rejects.toThrow('Dapr cannot do it');
  });

  test('every action goes to the sidecar, and the mirror shows its outcome', async () => {
    const listed = async (instanceId: string) => (await mirror?.instance(instanceId))?.status ?? 'not there';
    const until = (instanceId: string, status: string) =>
      expect.poll(() => listed(instanceId), { timeout: 30_000 }).toBe(status);
    await postJson(startedSchema, `${url}/api/v1/instances`, {
      ...{ appId: APP, name: 'Listener', instanceId: 'acted', input: '1' },
    });
    await until('acted', 'running');
    await postJson(doneSchema, path('acted', 'pause'), { reason: 'lunch' });
    await until('acted', 'suspended');
    await postJson(doneSchema, path('acted', 'resume'), {});
    await until('acted', 'running');
    await postJson(doneSchema, path('acted', 'raise-event'), { name: 'Item', data: '"a"' });
    await until('acted', 'completed');
    await postJson(startedSchema, path('chain-0', 'rerun'), { eventId: 2, newInstanceId: 'again' });
    await until('again', 'completed');
    expect((await detail('again')).rerunOf).toBe('chain-0');
    await postJson(doneSchema, path('asleep-1', 'terminate'), { output: '"enough"' });
    await until('asleep-1', 'terminated');
    const outputs = {
      mirror: (await mirror?.instance('asleep-1'))?.output,
      page: (await detail('asleep-1')).output,
      engine: (await answersOf(clusterOf().client)).find(({ instanceId }) => instanceId === 'asleep-1')?.state.output,
    };
    expect(outputs).toEqual({ mirror: '"enough"', page: '"enough"', engine: '"enough"' });
    expect(await postJson(purgeResultSchema, path('acted', 'purge'), {})).toEqual({ purged: 1 });
    const isGone = () =>
      detail('acted').then(
        () => false,
        (error: unknown) => error instanceof AppError && error.code === 'not_found',
      );
    await expect.poll(isGone).toBe(true);
  });
});

/** Without what is absent. */
function asJson(value: unknown): Readonly<Record<string, unknown>> {
  // Safe: it is an object before, and so it is after.
  return JSON.parse(JSON.stringify(value ?? {})) as Readonly<Record<string, unknown>>;
}
