import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { HistoryEvent } from '@/lib/domain/history-event';
import type { RuntimeStore, StoredInstance } from '@/lib/store/runtime-store';
import { openSqliteRuntimeStore } from '@/lib/store/sqlite/open-sqlite-runtime-store';
import { aSave } from '@/lib/testing/store-builders';
import { openPerdure } from '../subjects/open-perdure';
import { makeScratch, type Scratch } from '../scratch';

const APP = 'default';
const BATCH = 1_000;

/** The id of the instance with this number; numbers count from 0. */
export function waitingId(index: number): string {
  return `waiting-${index}`;
}

/**
 * A data folder with `count` instances that wait for an event: one is started by the runtime and the SDK, the others are
 * written as that one was.
 */
export async function waitingStore(count: number): Promise<Scratch> {
  const scratch = makeScratch('waiting');
  const subject = await openPerdure({ folder: scratch.folder });
  await subject.run({ kind: 'waits', count: 1, inFlight: 1 }).finally(() => subject.stop());
  const store = await openSqliteRuntimeStore({ path: join(scratch.folder, 'perdure.db') });
  try {
    const [instanceId = ''] = await store.listIds(APP, undefined, 1);
    const pattern = await store.load({ appId: APP, instanceId });
    if (pattern === undefined) throw new Error('No instance waits.');
    await copyOut(store, pattern, count);
  } finally {
    await store.close();
  }
  const lock = join(scratch.folder, 'perdure.db.lock');
  if (existsSync(lock)) rmSync(lock);
  return scratch;
}

async function copyOut(store: RuntimeStore, pattern: StoredInstance, count: number): Promise<void> {
  for (let from = 0; from < count; from += BATCH) {
    const size = Math.min(BATCH, count - from);
    await store.commit(Array.from({ length: size }, (_, index) => [copyOf(pattern, waitingId(from + index), store)]));
  }
}

function copyOf({ record, payload, history, steps }: StoredInstance, instanceId: string, store: RuntimeStore) {
  return aSave(
    { ...record, instanceId, executionId: `run-of-${instanceId}`, key: store.allocateKey() },
    { payload, history: { append: history.map((event) => renamed(event, instanceId)) }, steps: { put: steps } },
  );
}

function renamed(event: HistoryEvent, instanceId: string): HistoryEvent {
  if (event.kind !== 'execution-started') return event;
  return { ...event, instanceId, executionId: `run-of-${instanceId}` };
}
