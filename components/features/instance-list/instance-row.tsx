'use client';

import type { MouseEvent } from 'react';
import { Checkbox } from '@/components/ui/checkbox';
import { useRouter } from 'next/navigation';
import { instancePage } from '@/lib/api/paths';
import type { InstanceSummary } from '@/lib/domain/instance';
import { classNames } from '@/components/ui/class-names';
import type { ColumnId } from './columns/column-ids';
import { specOf } from './columns/column-spec';
import { keepRowLeft } from './row-left';

export type InstanceRowProps = {
  instance: InstanceSummary;
  columns: readonly ColumnId[];
  /** Place in the whole list, header included; 1-based. */
  rowIndex: number;
  top: number;
  height: number;
  tracks: string;
  isCursor: boolean;
  isSelected: boolean;
  /** With `toHere`, all rows from the last one touched. */
  onSelect: (toHere: boolean) => void;
};

/** One execution; a click anywhere in it opens its page. */
export function InstanceRow(props: InstanceRowProps) {
  const { instance, columns, rowIndex, top, height, tracks, isCursor, isSelected, onSelect } = props;
  const router = useRouter();
  const open = (event: MouseEvent) => {
    const isOwn = isOwnClick(event);
    if (isOwn || isIn(event.target, 'a')) keepRowLeft(instance);
    if (isOwn) router.push(instancePage(instance));
  };
  return (
    <div
      role="row"
      aria-rowindex={rowIndex}
      aria-selected={isSelected}
      data-cursor={isCursor || undefined}
      onClick={open}
      style={{ height, transform: `translateY(${top}px)`, gridTemplateColumns: tracks }}
      className={classNames(
        'group absolute inset-x-0 top-0 grid cursor-pointer items-center border-b border-border hover:bg-hover',
        isSelected && 'bg-selected hover:bg-selected',
        isCursor && 'bg-selected shadow-[inset_2px_0_0_var(--accent)] hover:bg-selected',
      )}
    >
      <div role="cell" className="flex items-center justify-end pr-2">
        <Checkbox
          aria-label={`Select ${instance.instanceId}`}
          checked={isSelected}
          onClick={(event) => onSelect(event.shiftKey)}
        />
      </div>
      {columns.map((id) => (
        <div key={id} role="cell" className="flex min-w-0 items-center px-2">
          {specOf(id).cell(instance)}
        </div>
      ))}
    </div>
  );
}

/** A click on a link or button is theirs, and so is the end of selecting text. */
function isOwnClick(event: MouseEvent): boolean {
  return !isIn(event.target, 'a, button') && (window.getSelection()?.isCollapsed ?? true);
}

function isIn(target: EventTarget, selector: string): boolean {
  return target instanceof Element && target.closest(selector) !== null;
}
