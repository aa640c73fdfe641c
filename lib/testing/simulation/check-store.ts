import Database from 'better-sqlite3';
import { isDeepStrictEqual } from 'node:util';
import type { HistoryEvent } from '@/lib/domain/history-event';
import { refKey } from '@/lib/domain/instance';
import type { Step, StepStatus } from '@/lib/domain/step';
import { encodeHistoryEvent } from '@/lib/protocol/convert/history-event';
import { openSqliteRuntimeStore } from '@/lib/store/sqlite/open-sqlite-runtime-store';
import type { StoredInstance } from '@/lib/store/runtime-store';
import type { SimRun } from './sim-run';

/** Compares what the runtime showed with what its files hold, once it is closed. */
export async function checkStore(sim: SimRun): Promise<void> {
  const { fx } = sim;
  const refs = await sim.everyRef();
  const shown = await Promise.all(
    refs.map(async (ref) => ({ ref, detail: await fx.runtime.get(ref), history: await fx.history(ref) })),
  );
  await fx.close();
  const store = await openSqliteRuntimeStore({ path: fx.path });
  try {
    for (const { ref, detail, history } of shown) {
      const stored = await store.load(ref);
      const complain = (what: string): void => void sim.watch.faults.push(`${refKey(ref)}: ${what}`);
      const faults = stored === undefined ? ['is shown and not stored'] : storedFaults(stored, history);
      for (const fault of faults) complain(fault);
      const { record } = stored ?? {};
      if (record?.status !== detail?.status) complain('its stored status is not the one shown');
      const texts = [stored?.history ?? [], history].map((events) => events.map(textOf));
      if (!isDeepStrictEqual(texts[0], texts[1])) complain('its stored history is not the one shown');
    }
    if ((await store.unfinishedWork()).length > 0) sim.watch.faults.push('the store still holds unfinished work');
    if ((await store.nextDueAt()) !== undefined) sim.watch.faults.push('the store still holds a due time');
  } finally {
    await store.close();
  }
  sim.watch.faults.push(...recount(fx.path));
}

function textOf(event: HistoryEvent): string {
  return Buffer.from(encodeHistoryEvent(event)).toString('hex');
}

function storedFaults(stored: StoredInstance, history: readonly HistoryEvent[]): readonly string[] {
  const faults: string[] = [];
  if (stored.inbox.length > 0) faults.push('its inbox is not empty');
  if (stored.record.historyLength !== history.length) faults.push('its row counts other events than there are');
  const steps = stored.steps.filter((step) => step.generation === stored.record.generation);
  for (const event of history) {
    const kinds = ['task-scheduled', 'child-created', 'timer-created'];
    if (!kinds.includes(event.kind)) continue;
    const [step, ...more] = steps.filter(({ eventId }) => eventId === event.eventId);
    const allowed = statusesOf(event, history);
    if (more.length > 0 || step === undefined || !allowed.includes(step.status)) {
      faults.push(`step ${event.eventId} is ${step?.status ?? 'missing'}, not ${allowed.join(' or ')}`);
    }
  }
  if (stored.steps.some((step: Step) => step.status === 'scheduled')) faults.push('a step waits though all has ended');
  return faults;
}

/** What the step of an action may be, going by history alone. */
function statusesOf({ kind, eventId }: HistoryEvent, history: readonly HistoryEvent[]): readonly StepStatus[] {
  const result = history.find((event) => {
    if (event.kind === 'timer-fired') return kind === 'timer-created' && event.timerId === eventId;
    if (event.kind === 'task-completed' || event.kind === 'task-failed') {
      return kind === 'task-scheduled' && event.taskId === eventId;
    }
    const isChildEnd = event.kind === 'child-completed' || event.kind === 'child-failed';
    return isChildEnd && kind === 'child-created' && event.taskId === eventId;
  });
  if (result !== undefined) return [result.kind.endsWith('failed') ? 'failed' : 'completed'];
  // A timer that announces an awaited event is over when the event comes, of which history tells nothing by number.
  return kind === 'timer-created' ? ['completed', 'canceled'] : ['canceled', 'discarded'];
}

type Counted = { readonly app_id: string; readonly name: string; readonly status: string; readonly count: number };

/** Compares the counters with a recount of the rows they count. */
function recount(path: string): readonly string[] {
  const db = new Database(path, { readonly: true });
  try {
    const counters = db
      .prepare<[], Counted>('SELECT app_id, name, status, count FROM counter WHERE count <> 0 ORDER BY 1, 2, 3')
      .all();
    const rows = db
      .prepare<[], Counted>(
        'SELECT app_id, name, status, count(*) AS count FROM instance GROUP BY 1, 2, 3 ORDER BY 1, 2, 3',
      )
      .all();
    return isDeepStrictEqual(counters, rows)
      ? []
      : [`the counters say ${JSON.stringify(counters)}, not ${JSON.stringify(rows)}`];
  } finally {
    db.close();
  }
}
