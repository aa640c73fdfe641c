'use client';

import Link from 'next/link';
import { useContext } from 'react';
import { ChevronRight } from 'lucide-react';
import { instancePage } from '@/lib/api/paths';
import type { ChildrenJson } from '@/lib/api/schemas';
import { refKey } from '@/lib/domain/instance';
import { classNames } from '@/components/ui/class-names';
import { Duration } from '@/components/shared/duration';
import { RelativeTime } from '@/components/shared/relative-time';
import { StatusBadge } from '@/components/shared/status-badge';
import { truncateMiddle } from '@/components/shared/truncate-middle';
import { TreeContext } from './tree-state';

/** The columns of the tree, in its head and its rows. */
export const TREE_COLUMNS = 'grid grid-cols-[minmax(280px,1fr)_220px_112px_112px_88px] items-center gap-3 px-3';
const INDENT = 20;
const ENDS = { head: 12, tail: 10 };

export type TreeChild = ChildrenJson['children'][number];
/** `count`: how many there are beside it, itself included; undefined when that is not known. */
export type TreePlace = { readonly level: number; readonly position: number; readonly count: number | undefined };

/** One execution of a tree. */
export function TreeRow({ child, place: { level, position, count } }: { child: TreeChild; place: TreePlace }) {
  const { isOpen, toggle, active, activate } = useContext(TreeContext);
  const key = refKey(child);
  const hasChildren = child.children.count > 0;
  const isFirst = active === undefined && level === 1 && position === 1;
  return (
    <div
      role="treeitem"
      aria-level={level}
      aria-posinset={position}
      aria-setsize={count ?? -1}
      aria-expanded={hasChildren ? isOpen(key) : undefined}
      aria-label={`${child.name} ${child.instanceId}, ${child.status}`}
      tabIndex={active === key || isFirst ? 0 : -1}
      onFocus={() => activate(key)}
      className={classNames(
        TREE_COLUMNS,
        'h-9 border-b border-border hover:bg-hover focus-visible:outline-offset-[-2px]',
      )}
    >
      <span className="flex min-w-0 items-center gap-1.5" style={{ paddingLeft: (level - 1) * INDENT }}>
        <Toggle child={child} onToggle={() => toggle(key)} />
        <span className="w-26 shrink-0">
          <StatusBadge status={child.status} />
        </span>
        <span className="truncate">{child.name}</span>
        {hasChildren && (
          <span className="shrink-0 text-text-3" title="children">
            {child.children.count.toLocaleString('en-US')}
            {!child.children.isExact && '+'}
          </span>
        )}
        {child.rerunOf !== undefined && <RerunMark child={child} rerunOf={child.rerunOf} />}
      </span>
      <Link
        href={instancePage(child)}
        tabIndex={-1}
        title={child.instanceId}
        className="mono truncate text-accent hover:underline"
      >
        {truncateMiddle(child.instanceId, ENDS)}
      </Link>
      <span className="truncate">{child.appId}</span>
      <RelativeTime at={child.createdAt} />
      <span className="text-right">
        <Duration from={child.startedAt} until={child.completedAt} />
      </span>
    </div>
  );
}

function Toggle({ child, onToggle }: { child: TreeChild; onToggle: () => void }) {
  const { isOpen } = useContext(TreeContext);
  if (child.children.count === 0) return <span className="size-6 shrink-0" />;
  const open = isOpen(refKey(child));
  return (
    <button
      type="button"
      data-toggle
      tabIndex={-1}
      aria-label={`${open ? 'Close' : 'Open'} ${child.instanceId}`}
      onClick={onToggle}
      className="grid size-6 shrink-0 place-items-center rounded-chip text-text-2 hover:text-text"
    >
      <ChevronRight aria-hidden strokeWidth={1.75} className={classNames('size-4', open && 'rotate-90')} />
    </button>
  );
}

function RerunMark({ child: { appId }, rerunOf }: { child: TreeChild; rerunOf: string }) {
  return (
    <Link
      href={instancePage({ appId, instanceId: rerunOf })}
      tabIndex={-1}
      title={`Rerun of ${rerunOf}`}
      className="min-w-0 truncate text-text-3 hover:underline"
    >
      rerun of {truncateMiddle(rerunOf, ENDS)}
    </Link>
  );
}
