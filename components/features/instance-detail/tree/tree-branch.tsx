'use client';

import Link from 'next/link';
import { useContext, useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { refKey, type InstanceRef } from '@/lib/domain/instance';
import { writeClause } from '@/lib/query/write-query';
import { childrenQuery } from './tree-queries';
import { TreeContext } from './tree-state';
import { TreeRow } from './tree-row';

const FIRST = 100;
/** More than that are for the list, which has filters. */
const MOST = 500;
/** Below this no branch opens: an execution cannot be its own descendant, but ids are used again. */
const DEEPEST = 50;

export type TreeBranchProps = { parent: InstanceRef; level: number };

/** The children of one execution, and below each that is open its own. */
export function TreeBranch({ parent, level }: TreeBranchProps) {
  const { isOpen } = useContext(TreeContext);
  const [limit, setLimit] = useState(FIRST);
  const { data, isError, refetch } = useQuery(childrenQuery(parent, limit));
  if (data === undefined) {
    const words = isError ? 'These executions could not be read. Press to try again.' : 'Reading…';
    return <TreeNote level={level} words={words} onPress={isError ? () => void refetch() : undefined} />;
  }
  const { children, hasMore } = data;
  const count = hasMore ? undefined : children.length;
  return (
    <>
      {children.map((child, index) => (
        <div key={refKey(child)} role="presentation">
          <TreeRow child={child} place={{ level, position: index + 1, count }} />
          {isOpen(refKey(child)) && child.children.count > 0 && level < DEEPEST && (
            <TreeBranch parent={child} level={level + 1} />
          )}
        </div>
      ))}
      {hasMore && limit < MOST && (
        <TreeNote
          level={level}
          words={`${children.length} are shown. Show more`}
          onPress={() => setLimit(Math.min(MOST, limit * 5))}
        />
      )}
      {hasMore && limit >= MOST && <TreeRest parent={parent} level={level} shown={children.length} />}
    </>
  );
}

type TreeNoteProps = { level: number; words: string; onPress: (() => void) | undefined };

function TreeNote({ level, words, onPress }: TreeNoteProps) {
  return (
    <div role="treeitem" aria-level={level} tabIndex={-1} className={NOTE} style={{ paddingLeft: 12 + level * 20 }}>
      {onPress === undefined ? (
        words
      ) : (
        <button type="button" tabIndex={-1} onClick={onPress} className="text-accent hover:underline">
          {words}
        </button>
      )}
    </div>
  );
}

function TreeRest({ parent, level, shown }: { parent: InstanceRef; level: number; shown: number }) {
  const query = `${writeClause({ field: 'app', values: [parent.appId] })} ${writeClause({ field: 'parent', values: [parent.instanceId] })}`;
  return (
    <div role="treeitem" aria-level={level} tabIndex={-1} className={NOTE} style={{ paddingLeft: 12 + level * 20 }}>
      The first {shown} are shown.{' '}
      <Link href={`/instances?${new URLSearchParams({ q: query })}`} tabIndex={-1} className="text-accent underline">
        All of them are in the list
      </Link>
    </div>
  );
}

const NOTE = 'flex h-9 items-center gap-1 border-b border-border text-text-2 focus-visible:outline-offset-[-2px]';
