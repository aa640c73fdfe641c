import { Ban, CircleCheck, CirclePlay, CirclePause, Hourglass, type LucideIcon } from 'lucide-react';
import type { BulkState } from '@/lib/domain/bulk-job';
import { STATE_WORDS } from '@/components/shared/bulk/bulk-words';
import { classNames } from '@/components/ui/class-names';

const ICONS: Readonly<Record<BulkState, { readonly icon: LucideIcon; readonly tone: string }>> = {
  preparing: { icon: Hourglass, tone: 'text-pending' },
  ready: { icon: Hourglass, tone: 'text-pending' },
  running: { icon: CirclePlay, tone: 'text-running' },
  paused: { icon: CirclePause, tone: 'text-suspended' },
  finished: { icon: CircleCheck, tone: 'text-completed' },
  aborted: { icon: Ban, tone: 'text-terminated' },
};

/** Icon and word of a job's state. */
export function JobState({ state, className }: { state: BulkState; className?: string }) {
  const { icon: Icon, tone } = ICONS[state];
  return (
    <span className={classNames('inline-flex items-center gap-1.5 whitespace-nowrap', className)}>
      <Icon aria-hidden className={classNames('size-4 shrink-0', tone)} strokeWidth={1.75} />
      {STATE_WORDS[state]}
    </span>
  );
}
