'use client';

import { INSTANCE_STATUSES, type InstanceStatus } from '@/lib/domain/instance-status';
import { classNames } from '@/components/ui/class-names';
import { Tooltip } from '@/components/ui/tooltip';
import { formatCount } from './format-number';
import { StatusIcon } from './status-icon';
import { STATUS_STYLES } from './status-styles';

export type StatusBarProps = { byStatus: Readonly<Record<InstanceStatus, number>>; className?: string };

/** How many executions stand in each status, as shares of one bar; the legend opens on hover and focus. */
export function StatusBar({ byStatus, className }: StatusBarProps) {
  const present = INSTANCE_STATUSES.filter((status) => byStatus[status] > 0);
  const words = present.map((status) => `${formatCount(byStatus[status])} ${STATUS_STYLES[status].word}`).join(', ');
  return (
    <Tooltip content={<Legend byStatus={byStatus} present={present} />}>
      <div
        role="img"
        aria-label={words === '' ? 'No executions' : words}
        className={classNames('flex h-2 w-full min-w-0 gap-px overflow-hidden rounded-full', className)}
      >
        {present.map((status) => (
          <span
            key={status}
            style={{ flexGrow: byStatus[status] }}
            className={classNames('h-full min-w-[3px] basis-0', STATUS_STYLES[status].bar)}
          />
        ))}
      </div>
    </Tooltip>
  );
}

function Legend({ byStatus, present }: StatusBarProps & { present: readonly InstanceStatus[] }) {
  return (
    <ul className="flex flex-col gap-0.5">
      {present.map((status) => (
        <li key={status} className="flex items-center gap-1.5">
          <StatusIcon status={status} className="size-3.5" />
          {STATUS_STYLES[status].word}
          <span className="ml-auto pl-4">{formatCount(byStatus[status])}</span>
        </li>
      ))}
    </ul>
  );
}
