import { describe, expect, onTestFinished, test } from 'vitest';
import { hasPostgres } from '@/lib/testing/postgres/provided-postgres';
import { aDatabase, aRuntimeStore, cutConnections } from '@/lib/testing/postgres/test-store';
import { anInstanceRecord, aSave } from '@/lib/testing/store-builders';
import { postgresPlace } from './connect';
import { createListener } from './listener';

/** So long that nobody is woken but by a message. */
const FOR_EVER = 2 ** 30;
const NEVER_ABORTED = new AbortController().signal;

describe.skipIf(!hasPostgres())('waiting for changes on PostgreSQL', () => {
  test('a commit wakes everybody who waits', async () => {
    const { runtime, listener } = await setup();
    const waiting = [listener.wait(0, NEVER_ABORTED), listener.wait(0, NEVER_ABORTED)];
    await runtime.commit([[aSave(anInstanceRecord({ key: 1 }))]]);
    await Promise.all(waiting);
  });

  test('a commit that was told before somebody waits for it is not waited for, one that he has seen is', async () => {
    const { runtime, listener } = await setup();
    const first = listener.wait(0, NEVER_ABORTED);
    await runtime.commit([[aSave(anInstanceRecord({ key: 1 })), aSave(anInstanceRecord({ key: 2 }))]]);
    await first;
    await listener.wait(1, NEVER_ABORTED);
    let isWoken = false;
    const second = listener.wait(2, NEVER_ABORTED).then(() => (isWoken = true));
    await listener.wait(1, NEVER_ABORTED);
    expect(isWoken).toBe(false);
    await runtime.commit([[aSave(anInstanceRecord({ key: 3 }))]]);
    await second;
  });

  test('who waits is woken when the connection comes back, since a message may have been lost', async () => {
    const { url, listener } = await setup();
    const woken = listener.wait(0, NEVER_ABORTED);
    expect(await cutConnections(url, 'perdure console listener')).toBe(1);
    await woken;
  });

  test('waiting ends with its signal and with the store', async () => {
    const { listener } = await setup();
    const leave = new AbortController();
    const left = listener.wait(0, leave.signal);
    leave.abort();
    await left;
    const closed = listener.wait(0, NEVER_ABORTED);
    await listener.close();
    await closed;
  });
});

/** The listener listens already: the first who waits is answered when the connection stands. */
async function setup() {
  const url = await aDatabase();
  const runtime = await aRuntimeStore(url);
  const listener = createListener(postgresPlace(url), FOR_EVER);
  onTestFinished(() => listener.close());
  await listener.wait(0, NEVER_ABORTED);
  return { url, runtime, listener };
}
