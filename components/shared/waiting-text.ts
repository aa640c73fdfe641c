import { durationWords } from '@/lib/domain/duration-words';
import type { InstanceSummary } from '@/lib/domain/instance';
import { hasEnded } from '@/lib/domain/instance-status';
import { NEVER, type Instant } from '@/lib/domain/instant';
import { formatDayTime } from './format-time';

const DAY = 86_400_000;

/** The current step of an execution, or what it waits for, in a few words; undefined once it has ended. */
export function waitingText(instance: InstanceSummary, now: Instant): string | undefined {
  if (hasEnded(instance.status)) return undefined;
  const { activities, openTasks, children, events, nextTimerAt } = instance.waitingOn;
  const [activity] = activities;
  if (activity !== undefined) return withOthers(activity, openTasks - 1);
  const [child] = children;
  if (child !== undefined) return withOthers(`child ${child}`, children.length - 1);
  const [event] = events;
  if (event !== undefined) return withOthers(`event ${event}`, events.length - 1);
  if (nextTimerAt !== undefined && nextTimerAt < NEVER) return `timer ${ahead(nextTimerAt, now)}`;
  if (instance.status === 'pending') return pendingText(instance, now);
  if (instance.status === 'suspended') return 'until resumed';
  return undefined;
}

function pendingText({ scheduledStartAt }: InstanceSummary, now: Instant): string {
  if (scheduledStartAt !== undefined && scheduledStartAt > now) return `starts ${ahead(scheduledStartAt, now)}`;
  return 'a worker';
}

function ahead(at: Instant, now: Instant): string {
  const left = at - now;
  if (left <= 0) return 'due now';
  return left < DAY ? `in ${durationWords(Math.ceil(left / 1000) * 1000)}` : formatDayTime(at, now);
}

function withOthers(name: string, others: number): string {
  return others > 0 ? `${name} +${others}` : name;
}
