import type { BulkActionKind, BulkState, ItemState } from '@/lib/domain/bulk-job';
import type { BulkJobJson } from '@/lib/api/bulk';
import { formatCount, formatMany } from '../format-number';

type Words = {
  /** "Terminate". */
  readonly verb: string;
  /** "terminated", as in "will be terminated". */
  readonly past: string;
};

export const ACTION_WORDS: Readonly<Record<BulkActionKind, Words>> = {
  pause: { verb: 'Pause', past: 'paused' },
  resume: { verb: 'Resume', past: 'resumed' },
  terminate: { verb: 'Terminate', past: 'terminated' },
  'raise-event': { verb: 'Raise event', past: 'sent the event' },
  rerun: { verb: 'Rerun', past: 'rerun' },
  purge: { verb: 'Purge', past: 'purged' },
};

export const STATE_WORDS: Readonly<Record<BulkState, string>> = {
  preparing: 'Preparing',
  ready: 'Not confirmed',
  running: 'Running',
  paused: 'Paused',
  finished: 'Finished',
  aborted: 'Aborted',
};

export const OUTCOME_WORDS: Readonly<Record<ItemState, string>> = {
  waiting: 'To go',
  'under-way': 'Under way',
  done: 'Done',
  skipped: 'Skipped',
  failed: 'Failed',
};

/** "Terminate 1,204 executions", "Raise Approval for 1,204 executions". */
export function jobTitle({ action, tally }: Pick<BulkJobJson, 'action' | 'tally'>): string {
  const many = formatMany(tally.total, 'execution');
  if (action.kind === 'raise-event') return `Raise ${action.name === '' ? 'an event' : action.name} for ${many}`;
  return `${ACTION_WORDS[action.kind].verb} ${many}`;
}

/** How far a job is, as people say it: "842 of 1,204". */
export function progressWords({ tally }: Pick<BulkJobJson, 'tally'>): string {
  return `${formatCount(tally.total - tally.waiting)} of ${formatCount(tally.total)}`;
}
