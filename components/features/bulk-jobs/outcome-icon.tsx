import { CircleCheck, CircleDashed, CircleDot, CircleSlash, OctagonX, type LucideIcon } from 'lucide-react';
import type { ItemState } from '@/lib/domain/bulk-job';
import { classNames } from '@/components/ui/class-names';

const LOOKS: Readonly<Record<ItemState, { readonly icon: LucideIcon; readonly tone: string }>> = {
  waiting: { icon: CircleDashed, tone: 'text-pending' },
  'under-way': { icon: CircleDot, tone: 'text-running' },
  done: { icon: CircleCheck, tone: 'text-completed' },
  skipped: { icon: CircleSlash, tone: 'text-text-3' },
  failed: { icon: OctagonX, tone: 'text-failed' },
};

/** What became of an execution of a job, before its word. */
export function OutcomeIcon({ state }: { state: ItemState }) {
  const { icon: Icon, tone } = LOOKS[state];
  return <Icon aria-hidden className={classNames('size-3.5 shrink-0', tone)} strokeWidth={1.75} />;
}
