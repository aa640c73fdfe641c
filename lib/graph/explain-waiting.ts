import { tickingWords } from '@/lib/domain/duration-words';
import type { InstanceSummary } from '@/lib/domain/instance';
import { hasEnded } from '@/lib/domain/instance-status';
import type { Instant } from '@/lib/domain/instant';
import { type Graph, lastAttempt, retryWaitOf, type StepNode, stepsOf, triesOf } from './graph';

/** What a reader can do about it, offered inside the sentence. An event that nobody announced has no name. */
export type Remedy =
  | { readonly kind: 'raise-event'; readonly name?: string | undefined }
  | { readonly kind: 'resume' }
  /** To end the wait before the next try; `eventId` is the action id of what waits. */
  | { readonly kind: 'retry-now'; readonly eventId: number }
  /** To see what the workers have in hand. */
  | { readonly kind: 'look-at-workers' };

/** One clause of "why is it not moving"; `stepId` leads to the step it speaks of. */
export type WaitingPart = {
  readonly text: string;
  readonly stepId?: string | undefined;
  readonly remedy?: Remedy | undefined;
};

/** From then on a reader asks who has an activity. */
const LONG = 10_000;
/** How many open steps are named one by one. */
const NAMED = 3;

/**
 * Says in short sentences what an instance that has not ended waits for, most important first; nothing once it has ended.
 * The graph adds how long and which attempt; without it the summary alone must do.
 */
export function explainWaiting(instance: InstanceSummary, now: Instant, graph?: Graph): readonly WaitingPart[] {
  if (hasEnded(instance.status)) return [];
  if (instance.status === 'pending') return [pendingPart(instance, now)];
  const held = heldPart(instance, graph, now);
  const open = graph === undefined ? [] : stepsOf(graph).filter(({ status }) => status === 'scheduled');
  const waits = open.length === 0 ? fromSummary(instance, now) : fromSteps(open, now);
  const parts = [...held, ...waits, ...(open.some(isRepeated) ? [] : repeatedPart(instance, now))];
  const known = parts.length > 0 ? parts : [{ text: 'No step is open: the workflow waits for its worker.' }];
  return mayAwaitEvent(instance, graph) ? [...known, UNANNOUNCED] : known;
}

const UNANNOUNCED: WaitingPart = {
  text: 'An external event may come first; this SDK does not announce which.',
  remedy: { kind: 'raise-event' },
};

/** Nothing but time is known to move the run on, by an SDK that does not tell which events it waits for. */
function mayAwaitEvent({ status, waitingOn }: InstanceSummary, graph: Graph | undefined): boolean {
  if (status !== 'running' || graph?.announcesEvents === true) return false;
  const { openTasks, children, events } = waitingOn;
  if (openTasks > 0 || children.length > 0 || events.length > 0) return false;
  const open = graph === undefined ? [] : stepsOf(graph).filter((step) => step.status === 'scheduled');
  return open.every(({ kind }) => kind === 'timer');
}

function pendingPart(instance: InstanceSummary, now: Instant): WaitingPart {
  const startAt = instance.scheduledStartAt;
  if (startAt !== undefined && startAt > now) return { text: `Starts in ${tickingWords(startAt - now)}.` };
  const since = tickingWords(now - instance.createdAt);
  return { text: `Waits for a worker of app ${instance.appId} to take it, for ${since} now.` };
}

function heldPart(instance: InstanceSummary, graph: Graph | undefined, now: Instant): readonly WaitingPart[] {
  if (instance.status === 'stalled') {
    const stall = graph?.nodes.findLast((node) => node.type === 'stall');
    const since = stall?.type === 'stall' ? ` for ${tickingWords(now - stall.from)}` : '';
    const why = instance.lastError === undefined ? '' : `: ${instance.lastError}`;
    return [{ text: `Stalled${since}${why}. ${wayOn(instance.lastError)}.` }];
  }
  if (instance.status !== 'suspended') return [];
  const band = graph?.nodes.findLast((node) => node.type === 'suspension');
  const since = band?.type === 'suspension' ? ` for ${tickingWords(now - band.from)}` : '';
  const why = band?.type === 'suspension' && band.reason ? ` (reason: ${band.reason})` : '';
  return [{ text: `Suspended${since}${why}.`, remedy: { kind: 'resume' } }];
}

/** What was received already no other worker makes smaller. */
const RECEIVED = /^(the result of (activity|child)|the input of the workflow|history)/;

function wayOn(lastError = ''): string {
  const [, limit] = /; (maxPayload|maxHistory) allows /.exec(lastError) ?? [];
  if (limit === undefined) return `It goes on when a worker connects that ${missingIn(lastError)}`;
  const worker = RECEIVED.test(lastError) ? '' : ', connect a worker that asks for less';
  return `To go on, raise ${limit} and start Perdure again${worker}, or terminate it`;
}

/** What the workers of a stalled run lack, by the runtime's own words for it. */
function missingIn(lastError: string): string {
  if (lastError.startsWith('recorded patches')) return 'has the recorded patches, in their order';
  return lastError.startsWith('version ') ? 'has this version' : 'can go on with it';
}

/** The runtime repeats it by itself, and its own sentence says so. */
function isRepeated({ tries }: StepNode): boolean {
  return tries !== undefined;
}

/** The runtime repeats a failed activity by itself; history does not tell, nor which one it is. */
function repeatedPart({ waitingOn, lastError, status }: InstanceSummary, now: Instant): readonly WaitingPart[] {
  const at = waitingOn.nextAttemptAt;
  if (at === undefined || status !== 'running') return [];
  const why = lastError === undefined ? '' : ` (${lastError})`;
  return [{ text: `A failed activity is tried again ${at <= now ? 'now' : ahead(at, now)}${why}.` }];
}

function fromSteps(open: readonly StepNode[], now: Instant): readonly WaitingPart[] {
  const order: Record<StepNode['kind'], number> = {
    event: 0,
    activity: 1,
    child: 2,
    timer: 3,
    detached: 4,
    message: 5,
  };
  const sorted = open.toSorted((a, b) => order[a.kind] - order[b.kind]);
  const named = sorted.slice(0, NAMED).map((step) => stepPart(step, now));
  const rest = sorted.length - named.length;
  return rest === 0 ? named : [...named, { text: `${rest} more steps are open.` }];
}

function stepPart(step: StepNode, now: Instant): WaitingPart {
  const since = tickingWords(now - lastAttempt(step).scheduledAt);
  const stepId = step.id;
  if (step.kind === 'event') {
    const deadline = step.dueAt === undefined ? 'no deadline' : `deadline ${ahead(step.dueAt, now)}`;
    const remedy = { kind: 'raise-event', name: step.name } as const;
    return { text: `Waiting for event ${step.name} for ${since} (${deadline}).`, stepId, remedy };
  }
  if (step.retryAt !== undefined) {
    const why = step.tryError ? ` (${step.tryError})` : '';
    const tried = `${step.name} failed on attempt ${triesOf(step)}${why}`;
    const text = `${tried}; next retry ${ahead(step.retryAt, now)}.`;
    const waits = retryWaitOf(step);
    return waits === undefined ? { text, stepId } : { text, stepId, remedy: { kind: 'retry-now', eventId: waits } };
  }
  if (step.kind === 'timer') return { text: timerLine(step, now), stepId };
  const attempt = triesOf(step) === 1 ? '' : `, attempt ${triesOf(step)}`;
  const kind = step.kind === 'child' ? 'Child workflow' : 'Activity';
  const before = step.tryError ? `; attempt ${triesOf(step) - 1} failed (${step.tryError})` : '';
  const where = step.appId === undefined ? '' : ` of app ${step.appId}`;
  const text = `${kind} ${step.name}${where} has no result for ${since}${attempt}${before}.`;
  const isLong = step.kind === 'activity' && now - lastAttempt(step).scheduledAt >= LONG;
  return isLong ? { text, stepId, remedy: { kind: 'look-at-workers' } } : { text, stepId };
}

function timerLine({ name, dueAt = 0 }: StepNode, now: Instant): string {
  return dueAt <= now ? `Timer (${name}) is due now.` : `Timer (${name}) fires ${ahead(dueAt, now)}.`;
}

function fromSummary({ waitingOn }: InstanceSummary, now: Instant): readonly WaitingPart[] {
  const { activities, children, events, nextTimerAt } = waitingOn;
  const parts: WaitingPart[] = events.map((name) => ({
    text: `Waiting for event ${name}.`,
    remedy: { kind: 'raise-event', name },
  }));
  if (activities.length > 0) parts.push({ text: `Waiting for ${activities.join(', ')}.` });
  if (children.length > 0) parts.push({ text: `Waiting for child workflow ${children.join(', ')}.` });
  if (nextTimerAt !== undefined) parts.push({ text: `Next timer ${ahead(nextTimerAt, now)}.` });
  return parts;
}

function ahead(at: Instant, now: Instant): string {
  return at <= now ? 'is due now' : `in ${tickingWords(at - now)}`;
}
