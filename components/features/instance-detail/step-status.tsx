import type { StepNode } from '@/lib/graph/graph';
import { classNames } from '@/components/ui/class-names';
import { StatusIcon } from '@/components/shared/status-icon';
import { statusWord } from '@/lib/graph/node-words';
import { lookOf } from './step-look';

/** Icon and word of a step's status. */
export function StepStatus({ step, className }: { step: StepNode; className?: string }) {
  const word = statusWord(step);
  return (
    <span className={classNames('inline-flex items-center gap-1.5 whitespace-nowrap', className)}>
      <StatusIcon status={lookOf(step)} className="size-3.5" />
      {word.charAt(0).toUpperCase() + word.slice(1)}
    </span>
  );
}
