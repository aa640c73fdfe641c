import type { HistoryEvent } from '@/lib/domain/history-event';
import type { InstanceStatus } from '@/lib/domain/instance-status';
import { refOf, RuntimeFixture } from './runtime-fixture';

/** An instance as a store has it, with its whole history and what it has received since. */
export type RunAfterCrash = {
  readonly instance: { readonly instanceId: string; readonly status: InstanceStatus };
  readonly history: readonly HistoryEvent[];
};

const MOST = 100_000;

/**
 * Opens the store at `path` with a runtime, as the start after a crash does, and tells every instance of the app that
 * tests use. The runtime's clock stands still and no worker comes, so nothing goes on.
 */
export async function readAfterCrash(path: string): Promise<readonly RunAfterCrash[]> {
  const fixture = new RuntimeFixture({ path, lease: { isGone: () => true } });
  await fixture.open();
  try {
    const ids = await fixture.runtime.listIds(refOf('').appId, undefined, MOST);
    return await Promise.all(ids.map((instanceId) => readOne(fixture, instanceId)));
  } finally {
    await fixture.close();
  }
}

async function readOne(fixture: RuntimeFixture, instanceId: string): Promise<RunAfterCrash> {
  const stored = await fixture.stored(refOf(instanceId));
  if (stored === undefined) throw new Error(`the store lists ${instanceId} and does not have it`);
  const history = [...stored.history, ...stored.inbox.map(({ event }) => event)];
  return { instance: { instanceId, status: stored.record.status }, history };
}
