import { durationWords } from '@/lib/domain/duration-words';
import type { InstanceRow } from '../server/each-page';
import type { Paint } from './paint';
import type { Column } from './table';
import { shortText } from './visible-text';

const LONGEST_ERROR = 120;

/** The columns of a list of executions; `isWide`: all that a row knows. */
export function instanceColumns(look: { isWide: boolean; now: number; paint: Paint }): readonly Column<InstanceRow>[] {
  const short: readonly Column<InstanceRow>[] = [
    { head: 'APP ID', text: ({ appId }) => appId },
    { head: 'INSTANCE ID', text: ({ instanceId }) => instanceId },
    { head: 'WORKFLOW', text: workflowText },
    { head: 'STATUS', text: ({ status }) => status, paint: (text, { status }) => look.paint(text, status) },
    { head: 'AGE', text: ({ createdAt }) => durationWords(look.now - createdAt) },
  ];
  if (!look.isWide) return short;
  return [
    ...short,
    { head: 'CREATED', text: ({ createdAt }) => instantText(createdAt) },
    { head: 'UPDATED', text: ({ updatedAt }) => instantText(updatedAt) },
    { head: 'DURATION', text: (row) => runTimeText(row, look.now) },
    { head: 'WAITING FOR', text: waitingText },
    { head: 'LAST ERROR', text: ({ lastError = '' }) => shortText(lastError, LONGEST_ERROR) },
  ];
}

/** The workflow's name; of a mirrored instance that is not whole, that it is not. */
function workflowText({ name, flaws }: InstanceRow): string {
  return flaws === undefined ? name : `${name || 'name unknown'} (not whole)`;
}

/** A time as ISO 8601 in UTC. */
export function instantText(at: number): string {
  return new Date(at).toISOString();
}

/** From start to end, or until now; empty for what has not started. */
export function runTimeText({ startedAt, completedAt }: InstanceRow, now: number): string {
  return startedAt === undefined ? '' : durationWords((completedAt ?? now) - startedAt);
}

/** What an execution waits for, in the order of history. */
export function waitingText({ waitingOn, completedAt, status, scheduledStartAt }: InstanceRow): string {
  if (completedAt !== undefined) return '';
  const { activities, openTasks, children, events, nextTimerAt, nextAttemptAt } = waitingOn;
  const hidden = openTasks - activities.length;
  const isScheduled = status === 'pending' && scheduledStartAt !== undefined;
  const parts = [
    ...(isScheduled ? [`start at ${instantText(scheduledStartAt)}`] : []),
    ...activities.map((name) => `activity ${name}`),
    ...(hidden > 0 ? [`${hidden} more activities`] : []),
    ...children.map((name) => `child ${name}`),
    ...events.map((name) => `event ${name}`),
    ...(nextTimerAt === undefined ? [] : [`timer at ${instantText(nextTimerAt)}`]),
    ...(nextAttemptAt === undefined ? [] : [`next try at ${instantText(nextAttemptAt)}`]),
  ];
  return parts.join(', ');
}
