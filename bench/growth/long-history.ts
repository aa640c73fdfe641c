import { join } from 'node:path';
import type { HistoryEvent } from '@/lib/domain/history-event';
import type { InstanceRef } from '@/lib/domain/instance';
import type { Step } from '@/lib/domain/step';
import type { RuntimeStore } from '@/lib/store/runtime-store';
import { openSqliteRuntimeStore } from '@/lib/store/sqlite/open-sqlite-runtime-store';
import { aSave, anInstanceRecord, NO_PAYLOAD, T0 } from '@/lib/testing/store-builders';
import { makeScratch, type Scratch } from '../scratch';

const APP = 'default';
/** Events of a step: it is scheduled, a turn begins, it is completed. */
const EVENTS_PER_STEP = 3;

/** The instance with a history of so many events. */
export function longRef(events: number): InstanceRef {
  return { appId: APP, instanceId: `events-${events}` };
}

/** A data folder with one instance for each length of history, in events; each ran its steps one after the other. */
export async function longHistories(lengths: readonly number[]): Promise<Scratch> {
  const scratch = makeScratch('long');
  const store = await openSqliteRuntimeStore({ path: join(scratch.folder, 'perdure.db') });
  try {
    for (const length of lengths) await write(store, length);
  } finally {
    await store.close();
  }
  return scratch;
}

async function write(store: RuntimeStore, length: number): Promise<void> {
  const ref = longRef(length);
  const record = anInstanceRecord({ ...ref, key: store.allocateKey(), name: 'Long', attempts: 1, startedAt: T0 });
  const history = Array.from({ length }, (_, index) => eventAt(index, ref));
  const steps = Array.from({ length: Math.floor((length - 2) / EVENTS_PER_STEP) }, (_, index) => stepAt(index));
  const payload = { ...NO_PAYLOAD, input: '{"steps":true}' };
  await store.commit([[aSave(record, { payload, history: { append: history }, steps: { put: steps } })]]);
}

function eventAt(index: number, { instanceId }: InstanceRef): HistoryEvent {
  const at = T0 + index;
  if (index === 0) return { kind: 'workflow-started', eventId: -1, at };
  if (index === 1) return { kind: 'execution-started', eventId: -1, at, name: 'Long', instanceId, tags: {} };
  const step = Math.floor((index - 2) / EVENTS_PER_STEP);
  const taskExecutionId = `task-${step}`;
  const input = JSON.stringify({ ok: true, index: step, note: 'as large as small results are' });
  switch ((index - 2) % EVENTS_PER_STEP) {
    case 0:
      return { kind: 'task-scheduled', eventId: step, at, name: `Step${step % 9}`, input, taskExecutionId };
    case 1:
      return { kind: 'workflow-started', eventId: -1, at };
    default:
      return { kind: 'task-completed', eventId: -1, at, taskId: step, result: input, taskExecutionId };
  }
}

function stepAt(index: number): Step {
  return {
    kind: 'activity',
    name: `Step${index % 9}`,
    status: 'completed',
    generation: 1,
    eventId: index,
    attempt: 1,
    scheduledAt: T0 + index * EVENTS_PER_STEP + 2,
    endedAt: T0 + index * EVENTS_PER_STEP + 4,
  };
}
