import type { Instant } from '@/lib/domain/instant';
import type { SampledStep } from '@/lib/domain/sampled-run';
import type { StepKind, StepStatus } from '@/lib/domain/step';

/** What a workflow asked for once, however often it was tried. */
export type Call = {
  readonly kind: StepKind;
  readonly name: string;
  /** Of its last try. */
  readonly status: StepStatus;
  readonly tries: number;
  readonly scheduledAt: Instant;
  /** When the workflow was given a result; absent while there is none, and when it was cut off. */
  readonly resolvedAt?: Instant | undefined;
  readonly error?: string | undefined;
};

/**
 * The calls of one run in the order they were made. Steps do not say which of them are tries of one call: a later try of
 * an activity goes on where the last failed one of its name left off, and the timer between them is its delay.
 */
export function callsOf(steps: readonly SampledStep[]): readonly Call[] {
  const ordered = steps.toSorted(inOrder);
  const delays = ordered.filter(({ kind, status }) => kind === 'timer' && status === 'completed');
  const calls = new Map<SampledStep, Call>();
  const failed = new Map<string, SampledStep[]>();
  const dropped = new Set<SampledStep>();
  for (const step of ordered) {
    if (dropped.has(step)) continue;
    const before = step.kind === 'activity' && step.attempt > 1 ? takeFailed(failed, step) : undefined;
    const first = before && calls.get(before);
    if (before !== undefined && first !== undefined) {
      const delay = delays.find((timer) => !dropped.has(timer) && liesBetween(timer, before, step));
      if (delay !== undefined) {
        dropped.add(delay);
        calls.delete(delay);
      }
      calls.delete(before);
      calls.set(step, { ...callOf(step), scheduledAt: first.scheduledAt });
    } else calls.set(step, callOf(step));
    if (step.kind === 'activity' && step.status === 'failed') {
      const known = failed.get(step.name);
      if (known === undefined) failed.set(step.name, [step]);
      else known.push(step);
    }
  }
  return [...calls.values()].toSorted((one, other) => one.scheduledAt - other.scheduledAt);
}

function inOrder(one: SampledStep, other: SampledStep): number {
  return one.generation - other.generation || one.scheduledAt - other.scheduledAt || one.eventId - other.eventId;
}

/** The oldest try of that name that failed before this one began, taken out. */
function takeFailed(failed: ReadonlyMap<string, SampledStep[]>, step: SampledStep): SampledStep | undefined {
  const known = failed.get(step.name) ?? [];
  const at = known.findIndex(
    ({ attempt, endedAt = Infinity }) => attempt < step.attempt && endedAt <= step.scheduledAt,
  );
  return at === -1 ? undefined : known.splice(at, 1)[0];
}

function liesBetween(timer: SampledStep, failed: SampledStep, retry: SampledStep): boolean {
  return timer.scheduledAt >= (failed.endedAt ?? 0) && (timer.endedAt ?? Infinity) <= retry.scheduledAt;
}

function callOf({ kind, name, status, attempt, scheduledAt, endedAt, error }: SampledStep): Call {
  const isResolved = status === 'completed' || status === 'failed';
  return {
    ...{ kind, name, status, scheduledAt, error },
    tries: attempt,
    resolvedAt: isResolved ? endedAt : undefined,
  };
}
