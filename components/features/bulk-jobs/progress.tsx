import type { BulkJobJson } from '@/lib/api/bulk';
import { OUTCOME_WORDS } from '@/components/shared/bulk/bulk-words';
import { formatCount } from '@/components/shared/format-number';
import { classNames } from '@/components/ui/class-names';
import { OutcomeIcon } from './outcome-icon';

type Tally = BulkJobJson['tally'];

const PARTS = [
  { key: 'done', tone: 'bg-completed' },
  { key: 'skipped', tone: 'bg-control' },
  { key: 'failed', tone: 'bg-failed' },
] as const;

/** How much of a job has an outcome, and which. */
export function ProgressBar({ tally, className }: { tally: Tally; className?: string }) {
  const over = tally.total - tally.waiting;
  return (
    <span
      role="progressbar"
      aria-label="Progress"
      aria-valuemin={0}
      aria-valuemax={tally.total}
      aria-valuenow={over}
      className={classNames('flex h-2 w-full overflow-hidden rounded-full bg-sunken', className)}
    >
      {PARTS.map(({ key, tone }) => (
        <span
          key={key}
          className={tone}
          style={{ width: `${tally.total === 0 ? 0 : (tally[key] / tally.total) * 100}%` }}
        />
      ))}
    </span>
  );
}

/** The outcomes in figures; those that there are none of are left out. */
export function OutcomeCounts({ tally }: { tally: Tally }) {
  const parts = (['done', 'skipped', 'failed', 'waiting'] as const).filter((key) => tally[key] > 0);
  return (
    <span className="flex flex-wrap gap-x-3">
      {parts.map((key) => (
        <span key={key} className="inline-flex items-center gap-1.5">
          <OutcomeIcon state={key} />
          {formatCount(tally[key])} {OUTCOME_WORDS[key].toLowerCase()}
        </span>
      ))}
    </span>
  );
}
