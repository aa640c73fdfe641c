import type { HistoryEvent, HistoryEventBody } from '@/lib/domain/history-event';
import type { Instant } from '@/lib/domain/instant';

/** How many steps each wave asks for at once, over and over. */
const WAVES = [50, 120, 500, 80, 250];
const NAMES = ['PriceItem', 'ReserveStock', 'SendLabel'];
/** One in so many calls fails and is tried again; one in so many of those fails for good. */
const FAILS = 97;
const GIVES_UP = 7;
/** One in so many results is a long document. */
const LONG = 40;
const LINES = 60;
const RETRY_DELAY = 20;

/** Writes the history of a made-up run, an event a millisecond. */
class Draft {
  readonly events: HistoryEvent[] = [];
  #nextId = 1;
  #at: Instant;

  constructor(at: Instant) {
    this.#at = at;
  }

  record(body: HistoryEventBody, eventId = -1): void {
    this.events.push({ ...body, eventId, at: this.#at });
    this.#at += 1;
  }

  act(body: HistoryEventBody): number {
    const id = this.#nextId;
    this.#nextId += 1;
    this.record(body, id);
    return id;
  }

  begin(instanceId: string, name: string): void {
    const run = { executionId: `run-${instanceId}`, input: '{"large":true}', tags: {}, at: this.#at, eventId: -1 };
    this.#at += 1;
    this.record({ kind: 'workflow-started' });
    this.events.push({ kind: 'execution-started', name, instanceId, ...run });
  }

  ask(name: string, call: number): Call {
    const taskExecutionId = `call-${call}`;
    const input = JSON.stringify({ call, customer: `C-${call % 9973}`, note: 'as small as most inputs are' });
    return { name, call, id: this.act({ kind: 'task-scheduled', name, input, taskExecutionId }) };
  }

  complete({ id, call }: Call): void {
    const taskExecutionId = `call-${call}`;
    this.record({ kind: 'task-completed', taskId: id, taskExecutionId, result: largeResult(call) });
  }

  fail({ id, call }: Call): void {
    const failure = { type: 'Refused', message: `call ${call} was refused`, stack: STACK, nonRetriable: false };
    this.record({ kind: 'task-failed', taskId: id, taskExecutionId: `call-${call}`, failure });
  }

  /** The delay before another try of the same call, and that try. */
  retry({ name, call }: Call): Call {
    const origin = { kind: 'activity-retry', taskExecutionId: `call-${call}` } as const;
    const fireAt = this.#at + RETRY_DELAY;
    const timerId = this.act({ kind: 'timer-created', fireAt, origin });
    this.#at = fireAt;
    this.record({ kind: 'workflow-started' });
    this.record({ kind: 'timer-fired', timerId, fireAt });
    return this.ask(name, call);
  }

  end(): void {
    this.record({ kind: 'workflow-started' });
    this.act({ kind: 'execution-completed', status: 'completed', result: '"done"' });
  }
}

type Call = { readonly name: string; readonly call: number; readonly id: number };

const STACK = Array.from({ length: 24 }, (_, line) => `    at run (worker.js:${line}:11)`).join('\n');

/** What the n-th call of a made-up run gives back: small as a rule, and a long document that ends with `end of n`. */
function largeResult(call: number): string {
  const small = { ok: true, call, marker: `marker-${call}` };
  if (call % LONG !== 0) return JSON.stringify(small);
  const lines = Array.from({ length: LINES }, (_, line) => ({ line, sku: `SKU-${call}-${line}`, price: line / 4 }));
  return JSON.stringify({ ...small, lines, last: `end of ${call}` });
}

export type LargeRun = {
  readonly instanceId: string;
  readonly at: Instant;
  /** Whether the run ended; otherwise its last step is open. */
  readonly hasEnded: boolean;
};

/** One activity after the other, so many events in all (or up to two more). */
export function loopHistory({ instanceId, at, hasEnded }: LargeRun, events: number): readonly HistoryEvent[] {
  const draft = new Draft(at);
  draft.begin(instanceId, 'LongLoop');
  for (let call = 1; draft.events.length < events - 2; call += 1) {
    const asked = draft.ask(`Step${call % 9}`, call);
    draft.record({ kind: 'workflow-started' });
    draft.complete(asked);
  }
  if (hasEnded) draft.end();
  else draft.ask('LastStep', 0);
  return draft.events;
}

/** Fan-outs one after the other, so many steps in all; some calls fail and are tried again, a few fail for good. */
export function wavesHistory({ instanceId, at, hasEnded }: LargeRun, steps: number): readonly HistoryEvent[] {
  const draft = new Draft(at);
  draft.begin(instanceId, 'Waves');
  let asked = 0;
  for (let wave = 0; asked < steps; wave += 1) {
    const size = Math.min(WAVES[wave % WAVES.length] ?? 1, steps - asked);
    fanOut(draft, { first: asked + 1, size, name: NAMES[wave % NAMES.length] ?? '' });
    asked += size;
  }
  if (hasEnded) draft.end();
  return draft.events;
}

/** As many parallel steps as asked for, all from one turn. */
export function wideHistory({ instanceId, at, hasEnded }: LargeRun, steps: number): readonly HistoryEvent[] {
  const draft = new Draft(at);
  draft.begin(instanceId, 'Wide');
  fanOut(draft, { first: 1, size: steps, name: 'PriceItem' });
  if (hasEnded) draft.end();
  return draft.events;
}

function fanOut(draft: Draft, { first, size, name }: { first: number; size: number; name: string }): void {
  const calls = Array.from({ length: size }, (_, index) => draft.ask(name, first + index));
  draft.record({ kind: 'workflow-started' });
  for (const asked of calls) {
    if (asked.call % FAILS !== 0) {
      draft.complete(asked);
      continue;
    }
    draft.fail(asked);
    if (asked.call % (FAILS * GIVES_UP) === 0) continue;
    const again = draft.retry(asked);
    draft.record({ kind: 'workflow-started' });
    draft.complete(again);
  }
}
