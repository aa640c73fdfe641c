import { whyNot } from '@/lib/domain/allowed-actions';
import { INTERRUPTED, type BulkAction, type BulkItem, type ItemState } from '@/lib/domain/bulk-job';
import type { InstanceStatus } from '@/lib/domain/instance-status';
import type { PresentRun } from '@/lib/store/bulk-store';

/** What is to become of an item: `act`, or an outcome that is clear before anything is done. */
export type Verdict = { readonly kind: 'act' } | ItemOutcome;

export type ItemOutcome = {
  readonly kind: 'outcome';
  readonly state: Exclude<ItemState, 'under-way'>;
  readonly note?: string | undefined;
};

export function outcome(state: ItemOutcome['state'], note?: string): ItemOutcome {
  return { kind: 'outcome', state, note };
}

/** The status that tells of an action that it has been carried out. */
const RESULT: Readonly<Partial<Record<BulkAction['kind'], readonly InstanceStatus[]>>> = {
  pause: ['suspended'],
  resume: ['pending', 'running'],
  terminate: ['terminated'],
};

const MAYBE_RAISED =
  'May have been raised already: the console ended while it was under way. Try again only if it may come twice.';

/**
 * Decides on an item by what its instance is like now. An item that was under way when the console ended, or whose answer
 * never came, has more than one attempt: then an instance that is as the action leaves it was acted on by this very job.
 */
export function judgeItem(action: BulkAction, item: BulkItem, present: PresentRun | undefined): Verdict {
  const isRepeated = item.attempts > 1;
  if (present === undefined) {
    const isPurged = isRepeated && action.kind === 'purge';
    return isPurged ? outcome('done') : outcome('skipped', 'Does not exist any more.');
  }
  if (present.createdAt !== item.createdAt) return outcome('skipped', 'Another execution has this ID now.');
  if (isRepeated && RESULT[action.kind]?.includes(present.status) === true) return outcome('done');
  if (item.note === INTERRUPTED && action.kind === 'raise-event') return outcome('failed', MAYBE_RAISED);
  const reason = whyNot(action.kind, present);
  return reason === undefined ? { kind: 'act' } : outcome('skipped', reason);
}
