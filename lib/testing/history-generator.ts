import fc from 'fast-check';
import type { HistoryEvent, HistoryEventBody } from '@/lib/domain/history-event';
import { NEVER } from '@/lib/domain/instant';

export type GeneratedEntry = { readonly sequence: number; readonly pending: boolean; readonly event: HistoryEvent };

/** What a made-up worker does in one turn. Numbers choose among what is open and wrap around. */
export type Turn = {
  readonly results: readonly { readonly pick: number; readonly fails: boolean }[];
  readonly raises: readonly string[];
  readonly pause: 'none' | 'suspend' | 'resume' | 'stall';
  readonly asks: readonly Ask[];
};

type Ask = {
  readonly kind: 'task' | 'child' | 'timer' | 'wait' | 'detached' | 'send' | 'retry';
  readonly name: string;
};

export type Plan = {
  readonly turns: readonly Turn[];
  readonly ending: 'open' | 'completed' | 'failed' | 'terminated';
  readonly firstId: 0 | 1;
  /** Whether every turn begins with the engine's marker; a history put together by a rerun may lack some. */
  readonly marker: boolean;
};

const name = fc.oneof(fc.constantFrom('a', 'b', 'Approval', 'approval'), fc.string({ minLength: 1, maxLength: 12 }));

const ask: fc.Arbitrary<Ask> = fc.record({
  kind: fc.constantFrom('task', 'task', 'task', 'child', 'timer', 'wait', 'detached', 'send', 'retry', 'retry'),
  name,
});

const turn: fc.Arbitrary<Turn> = fc.record({
  results: fc.array(fc.record({ pick: fc.nat(20), fails: fc.boolean() }), { maxLength: 4 }),
  raises: fc.array(name, { maxLength: 2 }),
  pause: fc.constantFrom('none', 'none', 'none', 'suspend', 'resume', 'stall'),
  asks: fc.oneof(
    fc.array(ask, { maxLength: 4 }),
    ask.chain((same) => fc.array(fc.constant(same), { minLength: 14, maxLength: 20 })),
  ),
});

/** Random runs of a made-up workflow with random names: chains, fan-outs, retries, races, pauses, stray events. */
const planArbitrary: fc.Arbitrary<Plan> = fc.record({
  turns: fc.array(turn, { minLength: 1, maxLength: 8 }),
  ending: fc.constantFrom('open', 'completed', 'failed', 'terminated'),
  firstId: fc.constantFrom(0, 1),
  marker: fc.boolean(),
});

/** A history as the engine would have written it for such a run. */
export const historyArbitrary: fc.Arbitrary<readonly GeneratedEntry[]> = planArbitrary.map(historyOf);

type Pending = { readonly id: number; readonly ask: Ask; readonly key: string };
type Failed = { readonly ask: Ask; readonly key: string };

type Run = { entries: GeneratedEntry[]; open: Pending[]; failed: Failed[]; delayed: Failed[]; nextId: number };

/** Writes down what the engine would have recorded for a plan. */
function historyOf(plan: Plan): readonly GeneratedEntry[] {
  const run: Run = { entries: [], open: [], failed: [], delayed: [], nextId: plan.firstId };
  plan.turns.forEach((step, index) => {
    if (plan.marker || index === 0) write(run, { kind: 'workflow-started' });
    if (index === 0) write(run, { kind: 'execution-started', name: 'Made up', instanceId: 'run', tags: {} });
    playTurn(run, step);
  });
  if (plan.ending === 'open') return run.entries;
  write(run, { kind: 'workflow-started' });
  if (plan.ending === 'terminated') write(run, { kind: 'execution-terminated', recurse: true });
  write(run, { kind: 'execution-completed', status: plan.ending }, run.nextId);
  return run.entries;
}

function write(run: Run, body: HistoryEventBody, eventId = -1): void {
  const sequence = run.entries.length;
  run.entries.push({ sequence, pending: false, event: { ...body, eventId, at: 1_700_000_000_000 + sequence * 7 } });
}

function playTurn(run: Run, { results, raises, pause, asks }: Turn): void {
  for (const { pick, fails } of results) answer(run, { pick, fails });
  for (const raised of raises) write(run, { kind: 'event-raised', name: raised });
  if (pause === 'suspend') write(run, { kind: 'execution-suspended' });
  if (pause === 'resume') write(run, { kind: 'execution-resumed' });
  for (const asked of asks) request(run, asked);
  // A policy decides about a failure in the turn that hears of it.
  run.failed = [];
  if (pause === 'stall') write(run, { kind: 'execution-stalled', reason: 'version-not-available' });
}

function answer(run: Run, { pick, fails }: { pick: number; fails: boolean }): void {
  const [done] = run.open.splice(pick % Math.max(1, run.open.length), 1);
  if (done === undefined) return;
  const failure = { type: 'E', message: 'no', nonRetriable: false };
  if (done.ask.kind === 'timer' || done.ask.kind === 'wait') {
    return write(run, { kind: 'timer-fired', timerId: done.id, fireAt: 1_700_000_000_000 });
  }
  if (done.ask.kind === 'child') {
    if (!fails) return write(run, { kind: 'child-completed', taskId: done.id });
    write(run, { kind: 'child-failed', taskId: done.id, failure });
  } else {
    const taskExecutionId = done.key;
    if (!fails) return write(run, { kind: 'task-completed', taskId: done.id, taskExecutionId });
    write(run, { kind: 'task-failed', taskId: done.id, taskExecutionId, failure });
  }
  run.failed.push({ ask: done.ask, key: done.key });
}

function request(run: Run, asked: Ask): void {
  const id = run.nextId;
  run.nextId += 1;
  switch (asked.kind) {
    case 'task':
    case 'child':
      return schedule(run, { id, ask: asked, key: `${asked.kind}-${id}` });
    case 'timer':
      write(run, { kind: 'timer-created', fireAt: 1_700_000_000_000 + 3_600_000 }, id);
      break;
    case 'wait':
      write(run, { kind: 'timer-created', fireAt: NEVER, origin: { kind: 'external-event', name: asked.name } }, id);
      break;
    case 'detached':
      return write(run, { kind: 'detached-created', instanceId: `free-${id}` }, id);
    case 'send':
      return write(run, { kind: 'event-sent', instanceId: 'other', name: asked.name }, id);
    case 'retry':
      return retry(run, id);
  }
  run.open.push({ id, ask: asked, key: '' });
}

/** First a delay, then, the next time round, the same call again. */
function retry(run: Run, id: number): void {
  const due = run.delayed.shift();
  if (due !== undefined) return schedule(run, { id, ask: due.ask, key: due.key, retryOf: due.key });
  const failed = run.failed.shift();
  if (failed === undefined) return;
  run.delayed.push(failed);
  const origin =
    failed.ask.kind === 'child'
      ? ({ kind: 'child-retry', instanceId: failed.key } as const)
      : ({ kind: 'activity-retry', taskExecutionId: failed.key } as const);
  write(run, { kind: 'timer-created', fireAt: 1_700_000_000_500, origin }, id);
}

function schedule(run: Run, { id, ask: asked, key, retryOf }: Pending & { retryOf?: string }): void {
  if (asked.kind === 'child') write(run, { kind: 'child-created', instanceId: key, name: asked.name, retryOf }, id);
  else write(run, { kind: 'task-scheduled', name: asked.name, taskExecutionId: key }, id);
  run.open.push({ id, ask: asked, key });
}
