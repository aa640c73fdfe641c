import type { CompletionStatus, StallReason } from '@/lib/domain/history-event';
import type { Failure } from '@/lib/domain/failure';
import type { InstanceRef } from '@/lib/domain/instance';
import type { Instant } from '@/lib/domain/instant';
import type { StepStatus } from '@/lib/domain/step';

/** What a step node stands for. `message` is an event that this instance sent to another one. */
export type StepNodeKind = 'activity' | 'timer' | 'event' | 'child' | 'detached' | 'message';

/** One try of a step. Activities and children may need several; everything else has one. */
export type Attempt = {
  /** 1 for the first. */
  readonly number: number;
  readonly status: StepStatus;
  /** The action id that scheduled it; `undefined` for an event nobody announced. */
  readonly eventId?: number | undefined;
  readonly scheduledAt: Instant;
  readonly endedAt?: Instant | undefined;
  readonly input?: string | undefined;
  readonly output?: string | undefined;
  readonly failure?: Failure | undefined;
  /** The instance a child workflow ran as. */
  readonly child?: InstanceRef | undefined;
  readonly scheduledSequence?: number | undefined;
  readonly endedSequence?: number | undefined;
  /** When the next try was, or will be, made. */
  readonly retryAt?: Instant | undefined;
};

/** One logical step of a run: what the workflow asked for once, however often it was tried. */
export type StepNode = {
  readonly type: 'step';
  readonly id: string;
  readonly kind: StepNodeKind;
  readonly name: string;
  /** The app that does it, when that is not the app of the run. */
  readonly appId?: string | undefined;
  /** The run that was repeated from this step on. */
  readonly rerunOf?: string | undefined;
  readonly status: StepStatus;
  readonly scheduledAt: Instant;
  readonly endedAt?: Instant | undefined;
  /** At least one, oldest first. */
  readonly attempts: readonly Attempt[];
  /** A timer: when it is due. An awaited event: its deadline, absent when it waits for ever. */
  readonly dueAt?: Instant | undefined;
  /** The failed try is repeated at this time. */
  readonly retryAt?: Instant | undefined;
  /** Action id of the timer that the workflow waits for before it repeats the failed try. */
  readonly retryTimerId?: number | undefined;
  /** Tries in all, when the runtime repeated it by itself; the attempts are those that history tells of. */
  readonly tries?: number | undefined;
  /** Why the last of those tries failed, while the step is open. */
  readonly tryError?: string | undefined;
  /** Its result was received and not yet handed to the worker. */
  readonly pending: boolean;
  /** An awaited event whose deadline passed first. */
  readonly timedOut: boolean;
  /** An event that nothing was waiting for and that led to nothing; known only of SDKs that announce what they await. */
  readonly ignored: boolean;
  /** Sequences of every history event that belongs to the step, retry timers included. */
  readonly sequences: readonly number[];
};

export type StartNode = { readonly type: 'start'; readonly id: 'start'; readonly name: string; readonly at: Instant };
export type GenerationNode = { readonly type: 'generation'; readonly id: 'generation'; readonly generation: number };
export type EndNode = {
  readonly type: 'end';
  readonly id: 'end';
  readonly status: CompletionStatus;
  readonly at: Instant;
  /** When a worker first took the run; `undefined` when none ever did. */
  readonly startedAt: Instant | undefined;
};
export type SuspensionNode = {
  readonly type: 'suspension';
  readonly id: string;
  readonly from: Instant;
  readonly to?: Instant | undefined;
  readonly reason?: string | undefined;
};
/** The runtime held the run until a worker came that could go on with it. */
export type StallNode = {
  readonly type: 'stall';
  readonly id: string;
  readonly from: Instant;
  /** `undefined` while it lasts. */
  readonly to?: Instant | undefined;
  readonly reason: StallReason;
  readonly description?: string | undefined;
};
/** Where the results of one fan-in meet the steps of the next fan-out. */
export type JoinNode = { readonly type: 'join'; readonly id: string };
/** Parallel siblings of one name, or a stretch of a long run (`isSection`), drawn as one box. */
export type GroupNode = {
  readonly type: 'group';
  readonly id: string;
  readonly kind: StepNodeKind;
  readonly name: string;
  readonly members: readonly StepNode[];
  readonly isSection?: true;
};

/** A time in which the run did not go on, whatever came in. */
export type HoldNode = SuspensionNode | StallNode;

export type GraphNode = StartNode | GenerationNode | StepNode | HoldNode | JoinNode | GroupNode | EndNode;

/** `handled`: the turn that took this completion scheduled that step. `later`: only known to come later in time. */
export type GraphEdge = { readonly from: string; readonly to: string; readonly kind: 'handled' | 'later' };

export type Graph = {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  /** A timer of this history says what it is for, as only SDKs do that announce the events they wait for. */
  readonly announcesEvents?: boolean;
};

const stepsOfGraph = new WeakMap<Graph, readonly StepNode[]>();

/** All steps of a graph, those inside groups included, in scheduling order. Found once for a graph. */
export function stepsOf(graph: Graph): readonly StepNode[] {
  const known = stepsOfGraph.get(graph);
  if (known !== undefined) return known;
  const steps = findSteps(graph);
  stepsOfGraph.set(graph, steps);
  return steps;
}

function findSteps(graph: Graph): readonly StepNode[] {
  const steps = graph.nodes.flatMap((node) => {
    if (node.type === 'group') return node.members;
    return node.type === 'step' ? [node] : [];
  });
  return [...steps].sort((a, b) => (a.sequences[0] ?? 0) - (b.sequences[0] ?? 0));
}

/** How often a step was tried, by its workflow and by the runtime. */
export function triesOf({ attempts, tries }: StepNode): number {
  return Math.max(attempts.length, tries ?? 1);
}

/** Whether a step came to nothing: the run ended or went on without its result. */
export function isStruck({ status, timedOut }: StepNode): boolean {
  return timedOut || status === 'canceled' || status === 'discarded';
}

/** Action id of what the next try of a step waits for: the timer of its workflow, or the activity that rests; undefined when none does. */
export function retryWaitOf(step: StepNode): number | undefined {
  return step.retryAt === undefined ? undefined : (step.retryTimerId ?? lastAttempt(step).eventId);
}

/** The last try of a step. */
export function lastAttempt(step: StepNode): Attempt {
  const attempt = step.attempts.at(-1);
  if (attempt === undefined) throw new Error(`Step ${step.id} has no attempt.`);
  return attempt;
}
