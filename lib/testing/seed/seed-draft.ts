import type { Failure } from '@/lib/domain/failure';
import type { HistoryEvent, HistoryEventBody } from '@/lib/domain/history-event';
import type { Instant } from '@/lib/domain/instant';
import type { Step, StepKind, StepStatus } from '@/lib/domain/step';
import type { RandomSource } from './random-source';

/** A run under construction: its clock, what it recorded, and its steps. */
export class SeedDraft {
  readonly history: HistoryEvent[] = [];
  readonly steps: Step[] = [];
  readonly random: RandomSource;
  /** When the store is seeded: what is still open is due after it. */
  readonly now: Instant;
  at: Instant;
  attempts = 0;
  lastError: string | undefined;
  #nextId = 1;

  constructor(random: RandomSource, times: { startedAt: Instant; now: Instant }) {
    this.random = random;
    this.now = times.now;
    this.at = times.startedAt;
  }

  /** Lets time pass: at most `ms`, at least a tenth of it, in whole microseconds. */
  pass(ms: number): Instant {
    this.at = Math.round((this.at + ms * (0.1 + 0.9 * this.random.fraction())) * 1000) / 1000;
    return this.at;
  }

  record(body: HistoryEventBody, eventId = -1): void {
    this.history.push({ ...body, eventId, at: this.at });
  }

  /** An action of the workflow; gives its id. */
  act(body: HistoryEventBody): number {
    const id = this.#nextId;
    this.#nextId += 1;
    this.record(body, id);
    return id;
  }

  beginTurn(): void {
    this.pass(20);
    this.record({ kind: 'workflow-started' });
  }

  step(step: { kind: StepKind; name: string; eventId: number; attempt: number }): void {
    this.steps.push({ ...step, generation: 1, status: 'scheduled', scheduledAt: this.at });
    this.attempts = Math.max(this.attempts, step.attempt);
  }

  /** Ends the newest step of this id. */
  endStep(eventId: number, status: StepStatus, error?: string): void {
    const index = this.steps.findLastIndex((step) => step.eventId === eventId);
    const step = this.steps[index];
    if (step === undefined) return;
    this.steps[index] = { ...step, status, endedAt: this.at, error };
    if (error !== undefined) this.lastError = error;
  }

  /** Ends every open step; used when the run itself ends. */
  endOpenSteps(status: StepStatus): void {
    for (const step of this.steps.filter((one) => one.status === 'scheduled')) this.endStep(step.eventId, status);
  }
}

export function seedFailure(message: string): Failure {
  return {
    type: 'Error',
    message,
    stack: `Error: ${message}\n    at runActivity (worker.js:118:11)\n    at async execute (worker.js:64:20)`,
    nonRetriable: false,
  };
}
