import type { StepNode } from '@/lib/graph/graph';

/** A step that a new execution can start from. */
export type RerunTarget = {
  readonly stepId: string;
  readonly eventId: number;
  readonly kind: StepNode['kind'];
  readonly name: string;
  /** Timers have none, so theirs cannot be replaced. */
  readonly takesInput: boolean;
  /** As far as it is there: a long one is read when the step is chosen. */
  readonly input: string;
  /** The event that carries the input. */
  readonly sequence?: number | undefined;
};

/** The step as a rerun target; `undefined` for what the engine does not accept (raised events, detached workflows). */
export function rerunTargetOf(step: StepNode): RerunTarget | undefined {
  const first = step.attempts[0];
  if (first?.eventId === undefined || step.kind === 'detached' || step.kind === 'message') return undefined;
  const takesInput = step.kind === 'activity' || step.kind === 'child';
  const { id: stepId, kind, name } = step;
  const { eventId, scheduledSequence: sequence } = first;
  return { stepId, eventId, kind, name, takesInput, input: (takesInput && first.input) || '', sequence };
}

/** The step a rerun most likely means: the chosen one, else the one the run failed at, else the first of all. */
export function preferredTarget(
  targets: readonly RerunTarget[],
  wanted: { readonly chosen: string | undefined; readonly failed: string | undefined },
): RerunTarget | undefined {
  const byId = (id: string | undefined) => targets.find(({ stepId }) => stepId === id);
  return byId(wanted.chosen) ?? byId(wanted.failed) ?? targets[0];
}

/** More steps than this are too many for a list to choose from. */
const OFFERED = 200;

/** The targets to choose from: all, or of very many those around the one that was meant. */
export function offeredTargets(targets: readonly RerunTarget[], meant: RerunTarget): readonly RerunTarget[] {
  if (targets.length <= OFFERED) return targets;
  const from = Math.max(0, targets.indexOf(meant) - OFFERED / 2);
  return targets.slice(from, from + OFFERED);
}

/** `order-1` → `order-1-rerun-1` → `order-1-rerun-2`, past every rerun that exists. */
export function proposeId(instanceId: string, taken: readonly string[]): string {
  const base = instanceId.replace(/-rerun-\d+$/, '');
  for (let count = taken.length + 1; ; count += 1) {
    const id = `${base}-rerun-${count}`;
    if (id !== instanceId && !taken.includes(id)) return id;
  }
}
