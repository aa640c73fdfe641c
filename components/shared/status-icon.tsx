import type { InstanceStatus } from '@/lib/domain/instance-status';
import { classNames } from '@/components/ui/class-names';
import { STATUS_STYLES } from './status-styles';

export type StatusIconProps = {
  status: InstanceStatus;
  /** Set when no word stands beside the icon. */
  label?: string;
  className?: string;
};

/** The icon of a status, in its color. */
export function StatusIcon({ status, label, className }: StatusIconProps) {
  const { icon: Icon, text } = STATUS_STYLES[status];
  const naming = label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label };
  return <Icon {...naming} strokeWidth={1.75} className={classNames('size-4 shrink-0', text, className)} />;
}
