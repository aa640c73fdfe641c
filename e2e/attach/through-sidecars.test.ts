import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fetchJson, postJson } from '@/lib/api/fetch-json';
import { doneSchema } from '@/lib/api/actions';
import { instancePath } from '@/lib/api/paths';
import { instanceDetailSchema, instancePageSchema } from '@/lib/api/schemas';
import { TARGETS_PATH, targetsSchema } from '@/lib/api/targets';
import { startAttachedCluster, type AttachedCluster } from '@/lib/testing/dapr/attached-cluster';
import { openMirror, toldHistory } from '@/lib/testing/dapr/mirror-in-file';
import { answersOf, RECORDED_APP, settleRuns } from '@/lib/testing/dapr/record-store';
import { RECORDED_RUNS } from '@/lib/testing/dapr/recorded-runs';
import type { RecordedAnswer } from '@/lib/testing/dapr/recorded-store';
import { openTlsDoor, type TlsDoor } from '@/lib/testing/dapr/tls-door';
import { differencesIn, differenceText } from '@/lib/testing/differences-in';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const TOKEN = 'only-for-those-who-know';

let cluster: AttachedCluster | undefined;
let door: TlsDoor | undefined;
let answers: readonly RecordedAnswer[];

beforeAll(async () => {
  cluster = await startAttachedCluster('sqlite', ROOT);
  await settleRuns(RECORDED_RUNS, cluster);
  answers = await answersOf(cluster.client);
});

afterAll(async () => {
  await door?.stop();
  await cluster?.stop();
});

function running(): AttachedCluster {
  if (cluster === undefined) throw new Error('it has not started');
  return cluster;
}

test('no state store, TLS and an API token: every execution is there by the sidecar alone, whole', async () => {
  const { folder, component, startSidecar, attach } = running();
  const closed = await startSidecar({ appId: RECORDED_APP, component, token: TOKEN });
  door = await openTlsDoor(folder, closed.grpcPort);
  const config = join(folder, 'attach.yaml');
  writeFileSync(
    config,
    `sidecars:
  - appId: ${RECORDED_APP}
    address: localhost:${door.port}
    apiToken: { env: SHOP_DAPR_API_TOKEN }
    tls: { ca: ${door.ca} }
`,
  );
  const store = join(folder, 'by-sidecar.db');
  const url = await attach({ words: ['--config', config], store, env: { SHOP_DAPR_API_TOKEN: TOKEN } });
  const mirror = await openMirror(store, RECORDED_APP);
  try {
    for (const answer of answers) {
      const events = toldHistory(answer);
      expect(await mirror.events(answer.instanceId), answer.instanceId).toEqual(events);
    }
    for (const { id, status } of RECORDED_RUNS) expect((await mirror.instance(id))?.status, id).toBe(status);
  } finally {
    await mirror.close();
  }
  expect((await differencesIn(store)).map(differenceText)).toEqual([]);
  const { instances } = await fetchJson(instancePageSchema, `${url}/api/v1/instances?limit=100`);
  // Only what has not begun is marked: its name is nowhere but in the state store.
  const flawed = instances.filter(({ flaws }) => flaws !== undefined).map(({ instanceId }) => instanceId);
  expect(flawed).toEqual(['planned']);
  const shown = await fetchJson(instanceDetailSchema, url + instancePath({ appId: RECORDED_APP, instanceId: 'chain' }));
  expect(shown.instance).toMatchObject({ status: 'completed', asOf: { from: 'cluster' } });
  const { targets } = await fetchJson(targetsSchema, url + TARGETS_PATH);
  expect(targets).toMatchObject([{ appId: RECORDED_APP, version: '1.18.1', readFrom: 'sidecar', origin: 'start' }]);
  expect(targets[0]?.trouble).toBeUndefined();
});

test('a sidecar of this machine is found, followed, and what happens in it is seen', async () => {
  const { folder, attach } = running();
  const store = join(folder, 'discovered.db');
  const url = await attach({ words: ['--discover'], store });
  const ours = async () =>
    (await fetchJson(targetsSchema, url + TARGETS_PATH)).targets.filter(({ appId }) => appId === RECORDED_APP);
  expect(await ours()).toMatchObject([{ origin: 'machine', readFrom: 'sidecar' }]);
  const mirror = await openMirror(store, RECORDED_APP);
  const statusOf = async (id: string) => (await mirror.instance(id))?.status;
  try {
    await expect.poll(() => statusOf('no_event'), { timeout: 30_000 }).toBe('running');
    const pause = url + instancePath({ appId: RECORDED_APP, instanceId: 'no_event' }, 'pause');
    await postJson(doneSchema, pause, { reason: 'lunch' });
    await expect.poll(() => statusOf('no_event'), { timeout: 30_000 }).toBe('suspended');
  } finally {
    await mirror.close();
  }
});
