import type { Step, StepKind, StepStatus } from '@/lib/domain/step';

export type StepRow = {
  readonly generation: number;
  readonly eventId: number;
  readonly kind: string;
  readonly name: string;
  readonly status: string;
  readonly attempt: number;
  readonly scheduledAt: number;
  readonly endedAt: number | null;
  readonly error: string | null;
  readonly failedTries: number;
  readonly nextAttemptAt: number | null;
};

export function toStepRow(step: Step): StepRow {
  return {
    ...step,
    endedAt: step.endedAt ?? null,
    error: step.error ?? null,
    failedTries: step.failedTries ?? 0,
    nextAttemptAt: step.nextAttemptAt ?? null,
  };
}

export function toStep(row: StepRow): Step {
  return {
    generation: row.generation,
    eventId: row.eventId,
    // Only this store writes these two, and only from the domain's types.
    kind: row.kind as StepKind,
    status: row.status as StepStatus,
    name: row.name,
    attempt: row.attempt,
    scheduledAt: row.scheduledAt,
    endedAt: row.endedAt ?? undefined,
    error: row.error ?? undefined,
    failedTries: row.failedTries === 0 ? undefined : row.failedTries,
    nextAttemptAt: row.nextAttemptAt ?? undefined,
  };
}
