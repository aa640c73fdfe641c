import type { HistoryEvent } from '@/lib/domain/history-event';
import type { WorkflowAction } from '@/lib/domain/workflow-action';
import type { RandomSource } from '../seed/random-source';

/** The two apps of a simulation; each sends work to the other. */
export const APPS = ['shop', 'depot'] as const;
export type SimApp = (typeof APPS)[number];

/** One stretch of a simulated workflow, awaited as a whole. `elsewhere`: it runs in the other app. */
export type SimStage =
  | { readonly kind: 'activities'; readonly count: number; readonly elsewhere: boolean }
  | { readonly kind: 'timers'; readonly delays: readonly number[] }
  | { readonly kind: 'event' }
  | { readonly kind: 'announced event' }
  /** Sends an event to itself and waits for it. */
  | { readonly kind: 'signal' }
  | { readonly kind: 'child'; readonly program: string; readonly elsewhere: boolean }
  | { readonly kind: 'detached'; readonly program: string; readonly elsewhere: boolean };

/** A workflow without code. It runs its stages `rounds` times, starting over with continue-as-new in between. */
export type SimProgram = {
  readonly stages: readonly SimStage[];
  readonly rounds: number;
  readonly end: 'completed' | 'failed';
  /** Go, Java and .NET number their actions from 0, JavaScript and Python from 1. */
  readonly firstId: number;
};

export type SimPrograms = Readonly<Record<string, SimProgram>>;

/** What a run carries in its input: who it is, its round, and the outcome of every stage so far. */
export type SimInput = { readonly run: string; readonly round: number; readonly seen: readonly string[] };

export const EVENT = 'Go';
const LEAF: SimProgram = {
  stages: [{ kind: 'activities', count: 1, elsewhere: false }],
  rounds: 1,
  end: 'completed',
  firstId: 0,
};

/** Random programs; one starts only programs with a lower number, so that all of them end. */
export function anyPrograms(random: RandomSource): SimPrograms {
  const programs: Record<string, SimProgram> = { P0: LEAF };
  for (let index = 1; index < 5; index += 1) {
    const lower = `P${random.between(0, index - 1)}`;
    programs[`P${index}`] = {
      stages: Array.from({ length: random.between(0, 4) }, () => anyStage(random, lower)),
      rounds: random.pick([1, 1, 1, 2, 3]),
      end: random.pick(['completed', 'completed', 'completed', 'failed']),
      firstId: random.between(0, 1),
    };
  }
  return programs;
}

function anyStage(random: RandomSource, program: string): SimStage {
  const elsewhere = random.chance(0.3);
  return random.pick<SimStage>([
    { kind: 'activities', count: random.between(1, 4), elsewhere },
    { kind: 'activities', count: random.between(1, 2), elsewhere },
    { kind: 'timers', delays: [random.between(0, 8), random.between(0, 8)] },
    { kind: 'event' },
    { kind: 'announced event' },
    { kind: 'signal' },
    { kind: 'child', program, elsewhere },
    { kind: 'detached', program, elsewhere },
  ]);
}

export type Replay = { readonly program: SimProgram; readonly appId: string; readonly instanceId: string };

/** What a worker answers to these events (past and fresh together): the actions that history does not have yet. */
export function replay({ program, appId, instanceId }: Replay, events: readonly HistoryEvent[]) {
  const known = readEvents(events);
  const { input } = known;
  const actions: WorkflowAction[] = [];
  const seen: string[] = [];
  let nextId = program.firstId;
  for (const stage of program.stages) {
    const scope = { id: nextId, now: known.now, input, appId, instanceId };
    const asked = actionsOf(stage, scope);
    nextId += asked.length;
    actions.push(...asked.filter((action) => !known.scheduled.has(action.id)));
    const outcome = outcomeOf(stage, asked, known);
    if (outcome === undefined) return actions;
    seen.push(outcome);
  }
  actions.push(endOf(program, { ...input, seen: [...input.seen, ...seen] }, { id: nextId, known }));
  return actions;
}

/** What an activity of a simulation makes of its input: always the same, and for some inputs a failure. */
export function outcomeOfActivity(input: string): { readonly ok: boolean; readonly text: string } {
  let sum = 0;
  for (const char of input) sum = (sum * 31 + char.charCodeAt(0)) % 1_009;
  return { ok: sum % 7 !== 0, text: `did ${input}` };
}

/** The app whose workflow called an activity: its input begins with it. */
export function callerOf({ input = '' }: { readonly input: string | undefined }): string {
  return input.split('/')[0] ?? '';
}

/** The app that something with `elsewhere` goes to. */
export function otherApp(appId: string): string {
  return appId === APPS[0] ? APPS[1] : APPS[0];
}

type ActionScope = {
  readonly id: number;
  readonly now: number;
  readonly input: SimInput;
  readonly appId: string;
  readonly instanceId: string;
};

/** What a step of a run is called: app, run, round and action, so that no two steps anywhere share it. */
export function stepName(appId: string, { run, round }: SimInput, id: number): string {
  return `${appId}/${run}/${round}/${id}`;
}

function actionsOf(stage: SimStage, { id, now, input, appId, instanceId }: ActionScope): readonly WorkflowAction[] {
  const router = {
    sourceAppId: appId,
    ...('elsewhere' in stage && stage.elsewhere && { targetAppId: otherApp(appId) }),
  };
  const label = (at: number): string => stepName(appId, input, at);
  const startOf = (at: number): string => JSON.stringify({ run: label(at), round: 0, seen: [] } satisfies SimInput);
  switch (stage.kind) {
    case 'activities':
      return Array.from({ length: stage.count }, (_, index) => {
        const at = id + index;
        return { kind: 'schedule-task', id: at, name: 'Work', input: label(at), taskExecutionId: label(at), router };
      });
    case 'timers':
      return stage.delays.map((delay, index) => ({ kind: 'create-timer', id: id + index, fireAt: now + delay }));
    case 'announced event':
      return [{ kind: 'create-timer', id, fireAt: NO_DEADLINE, origin: { kind: 'external-event', name: EVENT } }];
    case 'signal':
      return [{ kind: 'send-event', id, instanceId, name: 'Signal', input: label(id) }];
    case 'child':
      return [{ kind: 'create-child', id, instanceId: '', name: stage.program, input: startOf(id), router }];
    case 'detached': {
      const detachedId = `x-${label(id).replaceAll('/', '-')}`;
      return [
        {
          kind: 'create-detached',
          id,
          instanceId: detachedId,
          name: stage.program,
          input: startOf(id),
          tags: {},
          router,
        },
      ];
    }
    case 'event':
      return [];
  }
}

const NO_DEADLINE = 253_402_300_799_999;

type Known = ReturnType<typeof readEvents>;

function readEvents(events: readonly HistoryEvent[]) {
  const scheduled = new Set<number>();
  const resolved = new Map<number, string>();
  const raised: HistoryEvent[] = [];
  const signals: string[] = [];
  let now = 0;
  let input: SimInput = { run: '', round: 0, seen: [] };
  for (const event of events) {
    if (event.kind === 'workflow-started') now = event.at;
    if (event.kind === 'execution-started') input = JSON.parse(event.input ?? '{}') as SimInput;
    if (event.eventId >= 0) scheduled.add(event.eventId);
    noteResult(resolved, event);
    if (event.kind === 'event-raised' && event.name === EVENT) raised.push(event);
    if (event.kind === 'event-raised' && event.name === 'Signal') signals.push(event.input ?? '');
  }
  return { scheduled, resolved, raised, signals, now, input };
}

function noteResult(resolved: Map<number, string>, event: HistoryEvent): void {
  if (event.kind === 'timer-fired') resolved.set(event.timerId, 'fired');
  if (event.kind === 'task-completed' || event.kind === 'child-completed')
    resolved.set(event.taskId, event.result ?? '');
  if (event.kind === 'task-failed' || event.kind === 'child-failed') {
    resolved.set(event.taskId, `failed: ${event.failure?.message ?? ''}`);
  }
}

/** What a stage came to; undefined while it is under way. */
function outcomeOf(stage: SimStage, asked: readonly WorkflowAction[], known: Known): string | undefined {
  const [first] = asked;
  switch (stage.kind) {
    case 'event':
    case 'announced event':
      return known.raised.shift() === undefined ? undefined : 'event';
    case 'detached':
      return 'detached';
    case 'signal': {
      const count = known.signals.filter((input) => first?.kind === 'send-event' && input === first.input).length;
      return count === 0 ? undefined : `${count} signal`;
    }
    default: {
      const results = asked.map((action) => known.resolved.get(action.id));
      return results.includes(undefined) ? undefined : results.join(', ');
    }
  }
}

function endOf(program: SimProgram, input: SimInput, { id, known }: { id: number; known: Known }): WorkflowAction {
  if (input.round + 1 < program.rounds) {
    const next: SimInput = { ...input, round: input.round + 1 };
    const carryover = [...known.raised];
    return { kind: 'complete', id, status: 'continued-as-new', result: JSON.stringify(next), carryover };
  }
  const result = JSON.stringify(input.seen);
  if (program.end === 'completed') return { kind: 'complete', id, status: 'completed', result, carryover: [] };
  const failure = { type: 'Planned', message: result, nonRetriable: false };
  return { kind: 'complete', id, status: 'failed', result: undefined, failure, carryover: [] };
}
