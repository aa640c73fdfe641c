import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { aMirroredStore } from '@/lib/testing/dapr/mirrored-store';
import { openMirror } from '@/lib/testing/dapr/mirror-in-file';
import { startRecordedSidecar, type SidecarTraits } from '@/lib/testing/dapr/recorded-sidecar';
import { readRecordedStore } from '@/lib/testing/dapr/recorded-store';
import { differencesIn } from '@/lib/testing/differences-in';
import type { AttachedSidecar } from '../attached-sidecars';
import { readMirrorMark } from '../mirror-mark';
import { mirrorCluster, type MirrorPass, type MirrorPlan } from './mirror-cluster';

const recorded = readRecordedStore('sqlite');
const APP = 'shop';
const COUNT = recorded.answers.length;

async function setup(traits: SidecarTraits = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'perdure-sidecars-'));
  const sidecar = await startRecordedSidecar(recorded.answers, traits);
  onTestFinished(async () => {
    await sidecar.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const storePath = join(folder, 'attached.db');
  const passes: MirrorPass[] = [];
  const troubles: string[] = [];
  const told: AttachedSidecar[] = [at(sidecar.address)];
  const plan: MirrorPlan = {
    ...{ storePath, once: true, sidecars: () => told, now: () => Date.now() },
    onPass: (pass) => void passes.push(pass),
    onTrouble: ({ message }) => void troubles.push(message),
  };
  return { sidecar, storePath, passes, troubles, told, plan };
}

function at(address: string, appId = APP): AttachedSidecar {
  return { appId, address, origin: 'start', settings: { appId, address } };
}

test('the mirror by a sidecar says what the mirror of the state store says, but for what has not begun', async () => {
  const { storePath, plan } = await setup({ pageSize: 7 });
  const byStore = await aMirroredStore();
  await byStore.source.write(recorded.rows, 100);
  await byStore.newMirror(Date.now()).mirrorAll({});
  await mirrorCluster(plan);
  const [bySidecar, wanted] = [await openMirror(storePath, APP), await openMirror(byStore.path, APP)];
  onTestFinished(async () => {
    await bySidecar.close();
    await wanted.close();
  });
  for (const { instanceId } of recorded.answers) {
    const [told, known] = [await bySidecar.instance(instanceId), await wanted.instance(instanceId)];
    expect(await bySidecar.events(instanceId)).toEqual(await wanted.events(instanceId));
    if (instanceId === 'planned') continue;
    // Not told by a sidecar: how many generations there were, and what no worker has been handed yet.
    const shared = { revision: told?.revision, generation: told?.generation, waitingOn: told?.waitingOn };
    expect(told, instanceId).toEqual({ ...known, ...shared });
  }
  expect(await bySidecar.instance('planned')).toMatchObject({
    ...{ status: 'pending', name: '' },
    flaws: [{ key: 'start', what: expect.stringContaining('a sidecar knows neither name nor input') }],
  });
  expect(await differencesIn(storePath)).toEqual([]);
});

test('what has ended is not read again, and of what goes on only the state is asked', async () => {
  const { sidecar, plan, passes } = await setup();
  await mirrorCluster(plan);
  expect(passes).toMatchObject([{ read: COUNT, written: COUNT }]);
  sidecar.asked.length = 0;
  await mirrorCluster(plan);
  const isLive = ({ state }: (typeof recorded.answers)[number]) => [0, 6, 7].includes(state.workflowStatus);
  const live = recorded.answers.filter(isLive).map(({ instanceId }) => instanceId);
  // After a restart those that go on are read once more, and nothing of them is written again.
  const histories = sidecar.asked.flatMap((asked) => /^history (.*)$/.exec(asked)?.[1] ?? []);
  expect(histories.sort()).toEqual([...live].sort());
  expect(passes).toHaveLength(2);
  expect(passes[1]).toMatchObject({ written: 0, purged: 0 });
});

test('sidecars come and go: each is followed while it is told, and purged from the mirror afterwards', async () => {
  const { sidecar, storePath, plan, told } = await setup();
  const stop = new AbortController();
  const ready = Promise.withResolvers<undefined>();
  const done = mirrorCluster({
    ...plan,
    once: false,
    signal: stop.signal,
    onComplete: async () => ready.resolve(undefined),
  });
  await ready.promise;
  const mirror = await openMirror(storePath, APP);
  onTestFinished(() => mirror.close());
  expect((await mirror.instance('chain'))?.status).toBe('completed');
  const apps = () => readMirrorMark(storePath)?.apps;
  expect(apps()?.[APP]?.seenAt).toBeGreaterThan(0);
  told.push(at(sidecar.address, 'billing'));
  await expect.poll(() => apps()?.['billing']?.seenAt, { timeout: 10_000 }).toBeGreaterThan(0);
  expect((await mirror.instance('chain'))?.status).toBe('completed');
  told.shift();
  await expect.poll(() => mirror.instance('chain'), { timeout: 10_000 }).toBeUndefined();
  expect(Object.keys(apps() ?? {})).toEqual(['billing']);
  stop.abort();
  await done;
});

test('what a sidecar of this machine told stays when it ends', async () => {
  const { storePath, plan, told, sidecar } = await setup();
  told[0] = { ...at(sidecar.address), origin: 'machine' };
  const stop = new AbortController();
  const ready = Promise.withResolvers<undefined>();
  const done = mirrorCluster({
    ...{ ...plan, once: false, discovers: true, signal: stop.signal },
    onComplete: async () => ready.resolve(undefined),
  });
  await ready.promise;
  told.shift();
  const trouble = () => readMirrorMark(storePath)?.apps?.[APP]?.trouble;
  await expect.poll(trouble, { timeout: 10_000 }).toBe('No sidecar of it runs on this machine now.');
  stop.abort();
  await done;
  const mirror = await openMirror(storePath, APP);
  onTestFinished(() => mirror.close());
  expect((await mirror.instance('chain'))?.status).toBe('completed');
});

test('one sidecar that does not answer keeps no other from being seen, and its trouble is told', async () => {
  const { storePath, plan, told, troubles } = await setup();
  told.unshift(at('127.0.0.1:1', 'away'));
  const stop = new AbortController();
  await mirrorCluster({ ...plan, once: false, signal: stop.signal, onComplete: async () => stop.abort() });
  expect(troubles).toHaveLength(1);
  const apps = readMirrorMark(storePath)?.apps;
  expect(apps?.['away']).toEqual({ trouble: troubles[0] });
  expect(apps?.[APP]?.seenAt).toBeGreaterThan(0);
});

test('an older Dapr, and one that wants a token, say what to do', async () => {
  const old = await setup({ version: '1.16.4' });
  await expect(mirrorCluster(old.plan)).rejects.toThrow('Listing takes Dapr 1.17 or newer');
  const closed = await setup({ token: 'secret' });
  await expect(mirrorCluster(closed.plan)).rejects.toMatchObject({ code: 'unavailable' });
  closed.told[0] = {
    ...at(closed.sidecar.address),
    settings: { appId: APP, address: closed.sidecar.address, token: 'secret' },
  };
  await mirrorCluster(closed.plan);
  expect(closed.passes).toMatchObject([{ written: COUNT }]);
});

test('an event of an unknown kind is told as a flaw of its execution, and everything else is there', async () => {
  const { sidecar, plan, passes } = await setup();
  const chain = recorded.answers.find(({ instanceId }) => instanceId === 'chain');
  if (chain === undefined) throw new Error('chain was not recorded');
  // A field of number 900, which no event has.
  const strange = Buffer.from([0x08, 0x63, 0xa2, 0x38, 0x00]).toString('base64');
  sidecar.answers.set('chain', { ...chain, history: [...chain.history, strange] });
  await mirrorCluster(plan);
  const flawed = passes[0]?.flawed.find(({ instanceId }) => instanceId === 'chain');
  expect(flawed?.flaws).toEqual([
    { key: `event ${chain.history.length}`, what: expect.stringContaining('no known body') },
  ]);
});
