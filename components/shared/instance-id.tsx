'use client';

import Link from 'next/link';
import { instancePage } from '@/lib/api/paths';
import type { InstanceRef } from '@/lib/domain/instance';
import { classNames } from '@/components/ui/class-names';
import { CopyButton } from '@/components/ui/copy-button';
import { Tooltip } from '@/components/ui/tooltip';
import { truncateMiddle, type Ends } from './truncate-middle';

export type InstanceIdProps = {
  instance: InstanceRef;
  /** Off on the page of the instance itself. */
  link?: boolean;
  /** `on-hover` keeps its place and appears with the pointer or focus, for rows inside a `group`. */
  copy?: boolean | 'on-hover';
  /** How much stays readable at each end. */
  ends?: Ends;
  className?: string;
};

/** An instance ID, cut in the middle, with the whole id on hover and a button that copies it. */
export function InstanceId({ instance, link = true, copy = true, ends, className }: InstanceIdProps) {
  const short = truncateMiddle(instance.instanceId, ends);
  const text = link ? (
    <Link href={instancePage(instance)} className="truncate text-accent hover:underline">
      {short}
    </Link>
  ) : (
    <span className="truncate">{short}</span>
  );
  return (
    <span className={classNames('mono inline-flex min-w-0 items-center gap-0.5', className)}>
      {short === instance.instanceId ? text : <Tooltip content={<WholeId id={instance.instanceId} />}>{text}</Tooltip>}
      {copy !== false && (
        <CopyButton
          text={instance.instanceId}
          label="Copy instance ID"
          className={classNames(
            '[&_svg]:size-3.5',
            copy === 'on-hover' && 'opacity-0 group-hover:opacity-100 focus-visible:opacity-100',
          )}
        />
      )}
    </span>
  );
}

function WholeId({ id }: { id: string }) {
  return <span className="mono break-all">{id}</span>;
}
