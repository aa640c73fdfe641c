'use client';

import { useMemo, useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import type { ChildrenJson } from '@/lib/api/schemas';
import type { InstanceRef } from '@/lib/domain/instance';
import { INSTANCE_STATUSES } from '@/lib/domain/instance-status';
import { Button } from '@/components/ui/button';
import { classNames } from '@/components/ui/class-names';
import { TreeBranch } from './tree-branch';
import { onTreeKey } from './tree-keys';
import { childrenQuery } from './tree-queries';
import { TREE_COLUMNS } from './tree-row';
import { TreeContext, type TreeState } from './tree-state';

/** So many rows are opened with one press, and those of a small tree by themselves. */
const MOST_OPENED = 300;
const SMALL = 30;
const HEADS = ['Status and workflow', 'Instance ID', 'App', 'Created', 'Duration'] as const;

/** All that an execution started, what that started, and so on; a branch is read when it is opened. */
export function ExecutionTree({ root }: { root: InstanceRef }) {
  const { below, children = [] } = useQuery(childrenQuery(root, 100)).data ?? {};
  const [opensAll, setOpensAll] = useState<boolean>();
  const isSmall = below?.total.isExact === true && below.total.count <= SMALL;
  const tree = useTreeState(opensAll ?? isSmall);
  const isDeep = children.some((child) => child.children.count > 0);
  const canOpenAll = isDeep && below?.total.isExact === true && below.total.count <= MOST_OPENED;
  const turn = (opens: boolean) => {
    setOpensAll(opens);
    tree.forget();
  };
  return (
    <section aria-label="Children">
      <div className="mb-2 flex items-baseline gap-3">
        <h2 className="text-section">Children</h2>
        {below !== undefined && <p className="text-text-2">{belowWords(below)}</p>}
        <span className="ml-auto flex gap-2">
          {canOpenAll && <Button onClick={() => turn(true)}>Open all</Button>}
          {isDeep && <Button onClick={() => turn(false)}>Close all</Button>}
        </span>
      </div>
      <div className="max-h-[60vh] overflow-auto rounded-card border border-border bg-surface">
        <div className="min-w-[900px]">
          <div aria-hidden className={classNames(TREE_COLUMNS, HEAD)}>
            {HEADS.map((head) => (
              <span key={head} className="last:text-right">
                {head}
              </span>
            ))}
          </div>
          <TreeContext value={tree.state}>
            <div role="tree" aria-label="Executions below this one" onKeyDown={onTreeKey} className="-mb-px">
              <TreeBranch parent={root} level={1} />
            </div>
          </TreeContext>
        </div>
      </div>
    </section>
  );
}

const HEAD = 'sticky top-0 z-10 h-8 border-b border-border bg-surface text-meta font-medium text-text-3';

/** `opensAll`: branches are open that nobody closed, else closed that nobody opened. */
function useTreeState(opensAll: boolean) {
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set());
  const [active, setActive] = useState<string>();
  const state = useMemo(
    (): TreeState => ({
      isOpen: (key) => turned.has(key) !== opensAll,
      toggle: (key) =>
        setTurned((known) => new Set(known.has(key) ? [...known].filter((one) => one !== key) : [...known, key])),
      active,
      activate: setActive,
    }),
    [turned, opensAll, active],
  );
  return { state, forget: () => setTurned(new Set()) };
}

/** `27 executions below it: 20 completed, 7 running`. */
function belowWords({ total: { count, isExact }, byStatus }: ChildrenJson['below']): string {
  const parts = INSTANCE_STATUSES.flatMap((status) => {
    const found = byStatus[status];
    return found > 0 ? [`${found.toLocaleString('en-US')} ${status}`] : [];
  });
  const all = `${count.toLocaleString('en-US')}${isExact ? '' : '+'} ${count === 1 ? 'execution' : 'executions'} below it`;
  return isExact ? `${all}: ${parts.join(', ')}` : all;
}
