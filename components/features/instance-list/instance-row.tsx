'use client';

import type { MouseEvent } from 'react';
import { useRouter } from 'next/navigation';
import { instancePage } from '@/lib/api/paths';
import type { InstanceSummary } from '@/lib/domain/instance';
import { classNames } from '@/components/ui/class-names';
import type { ColumnId } from './columns/column-ids';
import { specOf } from './columns/column-spec';

export type InstanceRowProps = {
  instance: InstanceSummary;
  columns: readonly ColumnId[];
  /** Place in the whole list, header included; 1-based. */
  rowIndex: number;
  top: number;
  height: number;
  tracks: string;
  isCursor: boolean;
};

/** One execution; a click anywhere in it opens its page. */
export function InstanceRow({ instance, columns, rowIndex, top, height, tracks, isCursor }: InstanceRowProps) {
  const router = useRouter();
  const open = (event: MouseEvent) => {
    if (isOwnClick(event)) router.push(instancePage(instance));
  };
  return (
    <div
      role="row"
      aria-rowindex={rowIndex}
      data-cursor={isCursor || undefined}
      onClick={open}
      style={{ height, transform: `translateY(${top}px)`, gridTemplateColumns: tracks }}
      className={classNames(
        'group absolute inset-x-0 top-0 grid cursor-pointer items-center border-b border-border hover:bg-hover',
        isCursor && 'bg-selected shadow-[inset_2px_0_0_var(--accent)] hover:bg-selected',
      )}
    >
      {columns.map((id) => (
        <div key={id} role="cell" className="flex min-w-0 items-center px-2 first:pl-4 max-wide:first:pl-6">
          {specOf(id).cell(instance)}
        </div>
      ))}
    </div>
  );
}

/** A click on a link or button is theirs, and so is the end of selecting text. */
function isOwnClick(event: MouseEvent): boolean {
  const isInControl = event.target instanceof Element && event.target.closest('a, button') !== null;
  return !isInControl && (window.getSelection()?.isCollapsed ?? true);
}
