import type { InstanceStatus } from '@/lib/domain/instance-status';
import { classNames } from '@/components/ui/class-names';
import { StatusIcon } from './status-icon';
import { needsAttention, STATUS_STYLES } from './status-styles';

export type StatusBadgeProps = { status: InstanceStatus; size?: 'row' | 'page'; className?: string };

/** Icon and word of a status; filled with a tint only when something is wrong. */
export function StatusBadge({ status, size = 'row', className }: StatusBadgeProps) {
  const { word, tint } = STATUS_STYLES[status];
  return (
    <span
      className={classNames(
        'inline-flex items-center gap-1.5 whitespace-nowrap text-text',
        needsAttention(status) && ['-ml-1 rounded-chip px-1 py-px', tint],
        size === 'page' && 'text-form font-medium',
        className,
      )}
    >
      <StatusIcon status={status} className={size === 'row' ? 'size-3.5' : 'size-4'} />
      {word}
    </span>
  );
}
