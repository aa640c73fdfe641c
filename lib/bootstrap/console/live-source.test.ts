import { expect, onTestFinished, test } from 'vitest';
import { AppError } from '@/lib/domain/app-error';
import type { InstanceRef } from '@/lib/domain/instance';
import { liveStore } from '@/lib/mirror/live-store';
import { openSqliteConsoleStore } from '@/lib/store/sqlite/open-sqlite-console-store';
import { aMirroredStore } from '@/lib/testing/dapr/mirrored-store';
import { readRecordedStore } from '@/lib/testing/dapr/recorded-store';
import { lazyStore } from './lazy-store';
import { liveSource } from './live-source';

const recorded = readRecordedStore('sqlite');
const LATER = 160_000;
const CHAIN = { appId: 'shop', instanceId: 'chain' };
const rowsOf = (id: string) => recorded.rows.filter(({ key }) => key.includes(`||${id}||`));

/** A mirror, and the same read through to a cluster that can be taken away. */
async function setup() {
  const { source, path, newMirror } = await aMirroredStore();
  await source.write(recorded.rows, 100);
  await newMirror(LATER).mirrorAll({});
  const cluster = liveSource({ target: source.target }, { kind: 'sqlite', path }, () => []);
  const mirror = await openSqliteConsoleStore({ path });
  onTestFinished(async () => {
    await cluster.close();
    await mirror.close();
  });
  const state = { isAway: false, reads: 0, now: LATER, actedAt: -1 };
  const gone: InstanceRef[] = [];
  const live = liveStore({
    store: lazyStore(async () => mirror),
    now: () => state.now,
    mirroredAt: () => LATER - 500,
    actedAt: () => state.actedAt,
    onGone: (ref) => gone.push(ref),
    source: {
      async read(ref: InstanceRef) {
        state.reads += 1;
        if (state.isAway) throw new AppError('unavailable', 'The state store does not answer.');
        return cluster.read(ref);
      },
    },
  });
  return { source, mirror, live, state, gone };
}

test('every recorded run is told by the cluster as its mirror tells it', async () => {
  const { mirror, live } = await setup();
  for (const { instanceId } of recorded.answers) {
    const ref = { appId: 'shop', instanceId };
    const mirrored = await mirror.getInstance(ref);
    expect(await live.getInstance(ref)).toEqual({ ...mirrored, asOf: { from: 'cluster', at: LATER } });
    const page = { from: 0, limit: 1_000 };
    expect(await live.readHistory(ref, page)).toEqual(await mirror.readHistory(ref, page));
    expect(await live.listSteps(ref)).toEqual(await mirror.listSteps(ref));
    expect(await live.listSteps(ref, 'untold')).toEqual(await mirror.listSteps(ref, 'untold'));
  }
});

test('what the mirror has not seen yet is shown, and what the cluster has no more is gone, which is told', async () => {
  const { source, mirror, live, gone } = await setup();
  await source.write(
    rowsOf('chain').map((row) => ({ ...row, key: row.key.replace('||chain||', '||fresh||') })),
    200,
  );
  const fresh = { appId: 'shop', instanceId: 'fresh' };
  expect(await mirror.getInstance(fresh)).toBeUndefined();
  expect(await live.getInstance(fresh)).toMatchObject({ status: 'completed', revision: 0 });
  await source.erase(rowsOf('chain').map(({ key }) => key));
  expect(await live.getInstance(CHAIN)).toBeUndefined();
  expect(await live.readHistory(CHAIN, { from: 0, limit: 9 })).toBeUndefined();
  expect(await live.getInstance({ appId: 'shop', instanceId: 'nobody' })).toBeUndefined();
  expect(gone).toEqual([CHAIN]);
});

test('while the cluster cannot be read the mirror answers and says why; it is asked again after a rest', async () => {
  const { live, state } = await setup();
  state.isAway = true;
  const asOf = { from: 'mirror', at: LATER - 500, why: 'The state store does not answer.' };
  expect(await live.getInstance(CHAIN)).toMatchObject({ status: 'completed', asOf });
  expect((await live.readHistory(CHAIN, { from: 0, limit: 9 }))?.entries).toHaveLength(9);
  state.now += 2_000;
  state.isAway = false;
  expect(await live.getInstance(CHAIN)).toMatchObject({ asOf });
  expect(state.reads).toBe(1);
  state.now += 5_000;
  expect(await live.getInstance(CHAIN)).toMatchObject({ asOf: { from: 'cluster' } });
});

test('the questions of one page are one read', async () => {
  const { live, state } = await setup();
  await Promise.all([live.getInstance(CHAIN), live.readHistory(CHAIN, { from: 0, limit: 9 }), live.listSteps(CHAIN)]);
  expect(state.reads).toBe(1);
});

test('what was read before an action is not shown after it', async () => {
  const { live, state } = await setup();
  await live.getInstance(CHAIN);
  state.actedAt = state.now;
  await live.getInstance(CHAIN);
  expect(state.reads).toBe(2);
  state.now += 1;
  await live.getInstance(CHAIN);
  await live.listSteps(CHAIN);
  expect(state.reads).toBe(3);
});
