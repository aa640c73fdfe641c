import type { BulkItemJson, BulkJobDetailJson, BulkJobJson } from '@/lib/api/bulk';
import { instantText } from './instance-columns';
import { countText } from './quantities';
import { tableLines, type Column } from './table';
import { visibleText } from './visible-text';

type Group = BulkJobDetailJson['groups'][number];
type Action = BulkJobJson['action'];

/** What a job does to each execution, as a command. */
export function actionText(action: Action): string {
  switch (action.kind) {
    case 'raise-event':
      return `raise-event ${visibleText(action.name)}`;
    case 'rerun':
      return `rerun from ${action.from}`;
    case 'pause':
      return 'suspend';
    default:
      return action.kind;
  }
}

/** What a job is going to do to what, and what it leaves alone and why. */
export function previewLines({ action, tally, groups }: BulkJobDetailJson): readonly string[] {
  const skipped = tally.skipped === 0 ? '' : `, ${tally.skipped} skipped`;
  return [
    `${actionText(action)}: ${countText(tally.waiting, 'execution')}${skipped}`,
    ...groupLines(groups, actionText(action)),
  ];
}

/** The set of a job in groups of executions that are alike. `ahead`: what is still to be done to those that wait. */
export function groupLines(groups: readonly Group[], ahead: string): readonly string[] {
  return groups.length === 0 ? [] : tableLines(groupColumns(ahead), groups);
}

function groupColumns(ahead: string): readonly Column<Group>[] {
  const outcome = ({ state, note }: Group): string => {
    if (state === 'waiting') return ahead;
    return note === undefined ? state : `${state}: ${note}`;
  };
  return [
    { head: 'COUNT', text: ({ count }) => String(count) },
    { head: 'APP ID', text: ({ appId }) => appId },
    { head: 'WORKFLOW', text: ({ name }) => name },
    { head: 'STATUS', text: ({ status }) => status },
    { head: 'OUTCOME', text: outcome },
  ];
}

/** How far a job is: `12 of 15 done, 3 skipped`. */
export function tallyText({ tally }: BulkJobJson): string {
  const { total, waiting, done, skipped, failed } = tally;
  const rest = Object.entries({ skipped, failed, waiting }).flatMap(([word, count]) =>
    count === 0 ? [] : [`, ${count} ${word}`],
  );
  return `${done} of ${total} done${rest.join('')}`;
}

/** The columns of a list of jobs. */
export const JOB_COLUMNS: readonly Column<BulkJobJson>[] = [
  { head: 'JOB', text: ({ id }) => id },
  { head: 'ACTION', text: ({ action }) => actionText(action) },
  { head: 'STATE', text: ({ state }) => state },
  { head: 'CREATED', text: ({ createdAt }) => instantText(createdAt) },
  { head: 'BY', text: ({ owner }) => owner.name },
  { head: 'PROGRESS', text: tallyText },
];

/** The columns of what failed in a job. */
export const FAILED_COLUMNS: readonly Column<BulkItemJson>[] = [
  { head: 'APP ID', text: ({ appId }) => appId },
  { head: 'INSTANCE ID', text: ({ instanceId }) => instanceId },
  { head: 'FAILED BECAUSE', text: ({ note = '' }) => note },
];
