import type { Failure } from '@/lib/domain/failure';
import type { InstanceStatus } from '@/lib/domain/instance-status';
import type { Instant } from '@/lib/domain/instant';
import { alignSteps } from './align-steps';
import { comparePayloads, type DifferingLine } from './compare-payloads';
import { lastAttempt, triesOf, type Attempt, type StepNode } from './graph';

/** A run as a comparison sees it. */
export type ComparableRun = {
  readonly name: string;
  readonly status: InstanceStatus;
  readonly input?: string | undefined;
  readonly output?: string | undefined;
  readonly failure?: Failure | undefined;
  readonly startedAt?: Instant | undefined;
  readonly completedAt?: Instant | undefined;
  /** In the order they were asked for. */
  readonly steps: readonly StepNode[];
};

/** In the order in which they show themselves. */
export type DifferenceKind = 'name' | 'order' | 'input' | 'due' | 'status' | 'failure' | 'output' | 'attempts';

export type Difference = {
  readonly kind: DifferenceKind;
  /** The attempt in which it shows first. */
  readonly attempt: number;
  readonly lines: readonly DifferingLine[];
};

/** One step of either run or of both. */
export type ComparedStep = {
  readonly a: StepNode | undefined;
  readonly b: StepNode | undefined;
  readonly differences: readonly Difference[];
  /** How much longer it took in A; `undefined` while it runs in either, or when only one run has it. */
  readonly slower: number | undefined;
};

export type Comparison = {
  /** Of the runs themselves: what they were given and what became of them. */
  readonly run: readonly Difference[];
  readonly steps: readonly ComparedStep[];
  readonly slower: number | undefined;
};

/** How long the due times of two timers may be apart: clocks of workers and runtime are not one. */
const TOLERANCE = 1000;

/** Says where two runs differ: their payloads and outcomes, and step by step in the order they were asked for. */
export function compareRuns(a: ComparableRun, b: ComparableRun): Comparison {
  const pairs = alignSteps(a.steps.map(keyOf), b.steps.map(keyOf));
  return {
    run: [
      ...fact('name', { a: a.name, b: b.name }),
      ...payload('input', { a: a.input, b: b.input }),
      ...outcome({ ...a, failed: a.status === 'failed' }, { ...b, failed: b.status === 'failed' }, 1),
    ],
    steps: pairs.map((pair) => compareSteps(stepAt(a, pair.a), stepAt(b, pair.b), pair.moved)),
    slower: minus(spanOf(a.startedAt, a.completedAt), spanOf(b.startedAt, b.completedAt)),
  };
}

/** True for a step that one run lacks or that differs in anything but its time. */
export function isDifferent({ a, b, differences }: ComparedStep): boolean {
  return a === undefined || b === undefined || differences.length > 0;
}

/** Timers are named for their span and detached workflows for their instance; neither is what the step is. */
function keyOf({ kind, name }: StepNode): string {
  return kind === 'timer' || kind === 'detached' ? kind : `${kind} ${name}`;
}

function stepAt({ steps }: ComparableRun, index: number | undefined): StepNode | undefined {
  return index === undefined ? undefined : steps[index];
}

function compareSteps(a: StepNode | undefined, b: StepNode | undefined, moved: boolean): ComparedStep {
  if (a === undefined || b === undefined) return { a, b, differences: [], slower: undefined };
  const [lastA, lastB] = [lastAttempt(a), lastAttempt(b)];
  const tries = { a: String(triesOf(a)), b: String(triesOf(b)) };
  const attempt = attemptThatDiffers(a.attempts, b.attempts);
  const differences: readonly Difference[] = [
    ...(moved ? [{ kind: 'order', attempt: 1, lines: [] } as const] : []),
    ...payload('input', { a: lastA.input, b: lastB.input }),
    ...dueTimes(a, b),
    ...outcome(outcomeOf(a, lastA), outcomeOf(b, lastB), attempt),
    ...fact('attempts', tries).map((difference) => ({ ...difference, attempt })),
  ];
  const slower = minus(spanOf(a.scheduledAt, a.endedAt), spanOf(b.scheduledAt, b.endedAt));
  return { a, b, differences, slower };
}

type Sides = { readonly a: string | undefined; readonly b: string | undefined };

function fact(kind: DifferenceKind, { a, b }: Sides): readonly Difference[] {
  return a === b ? [] : [{ kind, attempt: 1, lines: [{ label: kind, a, b }] }];
}

function payload(kind: DifferenceKind, { a, b }: Sides): readonly Difference[] {
  const lines = comparePayloads(a, b);
  return lines.length === 0 ? [] : [{ kind, attempt: 1, lines }];
}

type Outcome = {
  readonly status: string;
  readonly failed: boolean;
  readonly failure?: Failure | undefined;
  readonly output?: string | undefined;
};

/** The output of a run that failed is no news beside the failure. */
function outcome(a: Outcome, b: Outcome, attempt: number): readonly Difference[] {
  const failures = { a: failureLine(a.failure), b: failureLine(b.failure) };
  const outputs = a.failed || b.failed ? [] : payload('output', { a: a.output, b: b.output });
  const found = [...fact('status', { a: a.status, b: b.status }), ...fact('failure', failures), ...outputs];
  return found.map((difference) => ({ ...difference, attempt }));
}

function outcomeOf(step: StepNode, { failure, output }: Attempt): Outcome {
  const status = step.timedOut ? 'past its deadline' : step.status;
  return { status, failed: step.status === 'failed', failure, output };
}

function failureLine(failure: Failure | undefined): string | undefined {
  if (failure === undefined) return undefined;
  return failure.type === '' ? failure.message : `${failure.type}: ${failure.message}`;
}

function dueTimes(a: StepNode, b: StepNode): readonly Difference[] {
  const [one, other] = [spanOf(a.scheduledAt, a.dueAt), spanOf(b.scheduledAt, b.dueAt)];
  if (one === other || Math.abs((one ?? 0) - (other ?? 0)) <= TOLERANCE) return [];
  return [{ kind: 'due', attempt: 1, lines: [{ label: 'due', a: millis(one), b: millis(other) }] }];
}

function millis(span: number | undefined): string | undefined {
  return span === undefined ? undefined : `${Math.round(span)} ms`;
}

/** The number of the first attempt that came out otherwise, or that only one of the two has. */
function attemptThatDiffers(a: readonly Attempt[], b: readonly Attempt[]): number {
  const index = a.findIndex((attempt, at) => endOf(attempt) !== endOf(b[at]));
  return index < 0 ? Math.max(1, Math.min(a.length + 1, b.length)) : index + 1;
}

function endOf(attempt: Attempt | undefined): string | undefined {
  if (attempt === undefined) return undefined;
  return JSON.stringify([attempt.status, failureLine(attempt.failure), attempt.output]);
}

function spanOf(from: Instant | undefined, to: Instant | undefined): number | undefined {
  return from === undefined || to === undefined ? undefined : to - from;
}

function minus(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : a - b;
}
