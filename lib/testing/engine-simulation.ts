import fc from 'fast-check';
import type { EventOf, HistoryEventBody } from '@/lib/domain/history-event';
import type { Change, Outgoing } from '@/lib/engine/change';
import { decide } from '@/lib/engine/decide';
import { endTerminated } from '@/lib/engine/end';
import { isTerminating, isTurnDue, type LiveInstance } from '@/lib/engine/live-instance';
import { fireTimers, receive } from '@/lib/engine/receive';
import { startInstance } from '@/lib/engine/start';
import { beginTurn } from '@/lib/engine/turn';
import { runScript, type Script, type Stage } from './scripted-workflow';

/** One thing that happens to a simulated instance; `pick` chooses among what is open. */
export type Move =
  | { readonly kind: 'turn' }
  | { readonly kind: 'resolve'; readonly pick: number; readonly as: 'completed' | 'failed' }
  | { readonly kind: 'repeat'; readonly pick: number }
  | { readonly kind: 'raise' }
  | { readonly kind: 'tick'; readonly by: number }
  | { readonly kind: 'suspend' }
  | { readonly kind: 'resume' }
  | { readonly kind: 'terminate' };

const stage: fc.Arbitrary<Stage> = fc.oneof(
  fc.record({ kind: fc.constant('activities' as const), count: fc.integer({ min: 1, max: 3 }) }),
  fc.record({
    kind: fc.constant('timers' as const),
    delays: fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 3 }),
  }),
  fc.constant({ kind: 'event', name: 'Go' } as const),
  fc.constant({ kind: 'child' } as const),
);

/** Random small workflows. */
export const scripts: fc.Arbitrary<Script> = fc.record({
  stages: fc.array(stage, { maxLength: 4 }),
  end: fc.constantFrom('completed' as const, 'failed' as const),
});

const pick = fc.integer({ min: 0, max: 3 });

/** Random moves; most of them drive the instance on, so that runs reach their end. */
export const moves: fc.Arbitrary<readonly Move[]> = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.constant({ kind: 'turn' } as const) },
    {
      weight: 6,
      arbitrary: fc.record({
        kind: fc.constant('resolve' as const),
        pick,
        as: fc.constantFrom('completed' as const, 'failed' as const),
      }),
    },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('repeat' as const), pick }) },
    { weight: 2, arbitrary: fc.constant({ kind: 'raise' } as const) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('tick' as const), by: fc.integer({ min: 0, max: 5 }) }) },
    { weight: 1, arbitrary: fc.constant({ kind: 'suspend' } as const) },
    { weight: 1, arbitrary: fc.constant({ kind: 'resume' } as const) },
    { weight: 1, arbitrary: fc.constant({ kind: 'terminate' } as const) },
  ),
  { maxLength: 40 },
);

export type Simulated = {
  readonly instance: LiveInstance;
  readonly now: number;
  readonly changes: readonly Change[];
  readonly outgoing: readonly Outgoing[];
};

/** An instance of `script` that nothing has happened to. */
export function simulated(): Simulated {
  const started: EventOf<'execution-started'> = {
    kind: 'execution-started',
    eventId: -1,
    at: 0,
    name: 'Scripted',
    input: '{}',
    instanceId: 'i-1',
    executionId: 'run-1',
    tags: {},
  };
  const change = startInstance({ ref: { appId: 'app', instanceId: 'i-1' }, key: 1 }, started);
  return { instance: change.next, now: 0, changes: [change], outgoing: [] };
}

/** Makes one move; a move that is not possible changes nothing. */
export function move(before: Simulated, script: Script, what: Move): Simulated {
  const now = what.kind === 'tick' ? before.now + what.by : before.now;
  const moved = { ...before, now };
  if (what.kind === 'turn') return turn(moved, script);
  if (what.kind === 'tick') return after(moved, fireTimers(before.instance, now));
  const body = bodyOf(before.instance, what);
  const received = body === undefined ? moved : after(moved, receive(before.instance, body, now));
  if (!isTerminating(received.instance)) return received;
  const ending = endTerminated(received.instance, now);
  return { ...after(received, ending.change), outgoing: [...received.outgoing, ...ending.outgoing] };
}

/** Makes all moves, one after the other. */
export function simulate(script: Script, all: readonly Move[]): Simulated {
  return all.reduce((state, what) => move(state, script, what), simulated());
}

/** The moves that lead a running instance to its end without further trouble. */
export function drive(script: Script, from: Simulated): Simulated {
  const round: readonly Move[] = [
    { kind: 'resume' },
    { kind: 'turn' },
    { kind: 'resolve', pick: 0, as: 'completed' },
    { kind: 'raise' },
    { kind: 'tick', by: 5 },
  ];
  let state = from;
  for (let rounds = 0; rounds < 40 && state.instance.state.completed === undefined; rounds += 1) {
    state = round.reduce((current, what) => move(current, script, what), state);
  }
  return state;
}

function turn(state: Simulated, script: Script): Simulated {
  const { instance, now } = state;
  if (!isTurnDue(instance, now)) return state;
  const open = beginTurn(instance, now);
  const actions = runScript(script, [...instance.history, ...open.fresh]);
  const decision = decide(
    instance,
    { turn: open, response: { actions, customStatus: undefined, version: undefined } },
    { now, newId: () => `id-${now}` },
  );
  if (decision.kind !== 'applied') throw new Error(`a turn of the script was ${decision.kind}`);
  return { ...after(state, decision.change), outgoing: [...state.outgoing, ...decision.outgoing] };
}

function after(state: Simulated, change: Change | undefined): Simulated {
  if (change === undefined) return state;
  return { ...state, instance: change.next, changes: [...state.changes, change] };
}

function bodyOf({ view, history }: LiveInstance, what: Move): HistoryEventBody | undefined {
  switch (what.kind) {
    case 'resolve': {
      const ids = [...view.tasks.keys(), ...view.children.keys()];
      const id = ids[what.pick % Math.max(1, ids.length)];
      return id === undefined ? undefined : resolution(id, view.tasks.has(id), what.as);
    }
    case 'repeat': {
      const done = history.slice().filter((event) => event.kind === 'task-completed' || event.kind === 'timer-fired');
      return done[what.pick % Math.max(1, done.length)];
    }
    case 'raise':
      return { kind: 'event-raised', name: 'Go', input: '1' };
    case 'suspend':
      return { kind: 'execution-suspended', reason: undefined };
    case 'resume':
      return { kind: 'execution-resumed', reason: undefined };
    case 'terminate':
      return { kind: 'execution-terminated', output: undefined, recurse: false };
    default:
      return undefined;
  }
}

function resolution(taskId: number, isTask: boolean, as: 'completed' | 'failed'): HistoryEventBody {
  const failure = { type: 'Boom', message: 'boom', nonRetriable: false };
  if (!isTask)
    return as === 'completed' ? { kind: 'child-completed', taskId } : { kind: 'child-failed', taskId, failure };
  if (as === 'completed') return { kind: 'task-completed', taskId, result: '1', taskExecutionId: `call-${taskId}` };
  return { kind: 'task-failed', taskId, failure, taskExecutionId: `call-${taskId}` };
}
