import type { EventOf, HistoryEvent, TimerOrigin } from '@/lib/domain/history-event';
import { dueAtOf } from './event-words';
import type { Attempt, StepNode, StepNodeKind } from './graph';
import type { HistoryEntry } from './history-entry';

type Open<T> = { -readonly [K in keyof T]: T[K] };
export type AttemptDraft = Open<Attempt>;
export type StepDraft = Open<Omit<StepNode, 'attempts' | 'sequences'>> & {
  attempts: AttemptDraft[];
  sequences: number[];
};

/** Where an event belongs: a step and one of its tries. */
export type Place = { readonly step: StepDraft; readonly attempt: AttemptDraft };

/** The try that is open, or was the last. */
export function lastTry(step: StepDraft): AttemptDraft {
  const attempt = step.attempts.at(-1);
  if (attempt === undefined) throw new Error(`Step ${step.id} has no attempt.`);
  return attempt;
}

type Scheduling = EventOf<'task-scheduled'> | EventOf<'child-created'>;

/** The steps of a run while its history is read, and the ways to find one. */
export class StepBook {
  readonly steps: StepDraft[] = [];
  private readonly ids = new Set<string>();
  private readonly byTask = new Map<string, StepDraft>();
  private readonly byChild = new Map<string, StepDraft>();
  private readonly places = new Map<number, Place>();
  private readonly appId: string;

  constructor(appId: string) {
    this.appId = appId;
  }

  /** The try that a history event opened. */
  placeOf(sequence: number): Place | undefined {
    return this.places.get(sequence);
  }

  /** Adds a step for the event that asked for it. */
  add(entry: HistoryEntry, about: { kind: StepNodeKind; name: string; id: string }): StepDraft {
    const attempt = this.attemptOf(entry, 1);
    const step: StepDraft = {
      type: 'step',
      ...about,
      appId: this.otherApp(entry.event),
      rerunOf: 'rerunOf' in entry.event ? entry.event.rerunOf : undefined,
      id: this.uniqueId(about.id, entry.sequence),
      status: 'scheduled',
      scheduledAt: entry.event.at,
      attempts: [attempt],
      dueAt: dueAtOf(entry.event),
      pending: entry.pending,
      timedOut: false,
      ignored: false,
      sequences: [entry.sequence],
    };
    this.steps.push(step);
    this.places.set(entry.sequence, { step, attempt });
    this.remember(entry.event, step);
    return step;
  }

  /** Adds another try to the step that this event repeats; `undefined` when it is a step of its own. */
  retry(entry: HistoryEntry, event: Scheduling): StepDraft | undefined {
    const step = event.kind === 'task-scheduled' ? this.byTask.get(event.taskExecutionId) : this.retriedChild(event);
    const last = step?.attempts.at(-1);
    if (step === undefined || last?.status !== 'failed' || step.name !== event.name) return undefined;
    last.retryAt ??= entry.event.at;
    const attempt = this.attemptOf(entry, step.attempts.length + 1);
    step.attempts.push(attempt);
    step.sequences.push(entry.sequence);
    step.status = 'scheduled';
    step.endedAt = undefined;
    step.retryAt = undefined;
    step.retryTimerId = undefined;
    step.pending = entry.pending;
    this.places.set(entry.sequence, { step, attempt });
    this.remember(event, step);
    return step;
  }

  /** The failed step that a retry timer delays. */
  delayedBy({ origin }: EventOf<'timer-created'>): StepDraft | undefined {
    const step = this.stepOfOrigin(origin);
    return step?.attempts.at(-1)?.status === 'failed' ? step : undefined;
  }

  private stepOfOrigin(origin: TimerOrigin | undefined): StepDraft | undefined {
    if (origin?.kind === 'activity-retry') return this.byTask.get(origin.taskExecutionId);
    return origin?.kind === 'child-retry' ? this.byChild.get(origin.instanceId) : undefined;
  }

  /** SDKs name the child that is tried again, or give the next try the same instance id once its delay is over. */
  private retriedChild({ retryOf, instanceId }: EventOf<'child-created'>): StepDraft | undefined {
    if (retryOf !== undefined) return this.byChild.get(retryOf);
    const same = this.byChild.get(instanceId);
    return same?.retryAt === undefined ? undefined : same;
  }

  private otherApp({ router }: HistoryEvent): string | undefined {
    const target = router?.targetAppId;
    return target === '' || target === this.appId ? undefined : target;
  }

  private remember(event: HistoryEvent, step: StepDraft): void {
    if (event.kind === 'task-scheduled' && event.taskExecutionId !== '') this.byTask.set(event.taskExecutionId, step);
    if (event.kind === 'child-created') this.byChild.set(event.instanceId, step);
  }

  private attemptOf({ event, sequence }: HistoryEntry, number: number): AttemptDraft {
    return {
      number,
      status: 'scheduled',
      eventId: event.eventId < 0 ? undefined : event.eventId,
      scheduledAt: event.at,
      input: 'input' in event ? event.input : undefined,
      child: this.childOf(event),
      scheduledSequence: sequence,
    };
  }

  private childOf(event: HistoryEvent): Attempt['child'] {
    if (event.kind !== 'child-created' && event.kind !== 'detached-created') return undefined;
    return { appId: event.router?.targetAppId ?? this.appId, instanceId: event.instanceId };
  }

  private uniqueId(wanted: string, sequence: number): string {
    const id = this.ids.has(wanted) ? `${wanted}-at-${sequence}` : wanted;
    this.ids.add(id);
    return id;
  }
}
