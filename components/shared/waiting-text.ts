import { durationWords } from '@/lib/domain/duration-words';
import type { InstanceSummary } from '@/lib/domain/instance';
import { hasEnded } from '@/lib/domain/instance-status';
import { NEVER, type Instant } from '@/lib/domain/instant';
import { formatDayTime } from './format-time';

const DAY = 86_400_000;

/** The current step of an execution, or what it waits for, in a few words; undefined once it has ended. */
export function waitingText(instance: InstanceSummary, now: Instant): string | undefined {
  if (hasEnded(instance.status)) return undefined;
  if (instance.status === 'stalled') return stalledText(instance);
  const open = openText(instance, now);
  if (instance.status !== 'suspended') return open;
  return open === undefined ? 'until resumed' : `until resumed (${open})`;
}

/** What is too large waits for a setting, everything else for code. */
function stalledText({ lastError = '' }: InstanceSummary): string {
  const [, limit] = /; (maxPayload|maxHistory) allows /.exec(lastError) ?? [];
  return limit === undefined ? 'a worker that fits' : `a higher ${limit}`;
}

function openText(instance: InstanceSummary, now: Instant): string | undefined {
  const { activities, openTasks, children, events, nextTimerAt, nextAttemptAt } = instance.waitingOn;
  const [activity] = activities;
  if (activity !== undefined) {
    const others = withOthers(activity, openTasks - 1);
    return nextAttemptAt === undefined ? others : `retry of ${others} ${ahead(nextAttemptAt, now)}`;
  }
  const [child] = children;
  if (child !== undefined) return withOthers(`child ${child}`, children.length - 1);
  const [event] = events;
  if (event !== undefined) return withOthers(`event ${event}`, events.length - 1);
  if (nextTimerAt !== undefined && nextTimerAt < NEVER) return `timer ${ahead(nextTimerAt, now)}`;
  if (instance.status === 'pending') return pendingText(instance, now);
  return undefined;
}

function pendingText({ scheduledStartAt }: InstanceSummary, now: Instant): string {
  if (scheduledStartAt !== undefined && scheduledStartAt > now) return `starts ${ahead(scheduledStartAt, now)}`;
  return 'for a worker';
}

function ahead(at: Instant, now: Instant): string {
  const left = at - now;
  if (left <= 0) return 'due now';
  return left < DAY ? `in ${durationWords(Math.ceil(left / 1000) * 1000)}` : formatDayTime(at, now);
}

function withOthers(name: string, others: number): string {
  return others > 0 ? `${name} +${others}` : name;
}
