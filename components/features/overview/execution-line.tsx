import type { ReactNode } from 'react';
import Link from 'next/link';
import { instancePage } from '@/lib/api/paths';
import type { InstanceSummary } from '@/lib/domain/instance';
import { classNames } from '@/components/ui/class-names';
import { RelativeTime } from '@/components/shared/relative-time';
import { StatusBadge } from '@/components/shared/status-badge';
import { truncateMiddle } from '@/components/shared/truncate-middle';

type ExecutionLineProps = {
  readonly instance: InstanceSummary;
  /** Grid columns for status, execution, what the list adds (if anything), and age. */
  readonly columns: string;
  /** What the list has to say about the execution. */
  readonly children?: ReactNode;
};

/** One execution on the overview; a click opens it. The name keeps its width longer than the ID. */
export function ExecutionLine({ instance, columns, children }: ExecutionLineProps) {
  const { status, name, instanceId, createdAt } = instance;
  return (
    <Link
      href={instancePage(instance)}
      className={classNames(
        'grid h-10 items-center gap-3 px-4 hover:bg-hover focus-visible:outline-offset-[-2px]',
        columns,
      )}
    >
      <StatusBadge status={status} className="justify-self-start" />
      <span className="flex min-w-0 items-baseline gap-2">
        <span title={name} className="truncate font-medium">
          {name}
        </span>
        <span title={instanceId} className="mono min-w-0 shrink-[8] truncate text-text-3">
          {truncateMiddle(instanceId)}
        </span>
      </span>
      {children}
      <RelativeTime at={createdAt} className="text-right text-text-3" />
    </Link>
  );
}
