'use client';

import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { InstanceRef } from '@/lib/domain/instance';
import { Button } from '@/components/ui/button';
import { truncateMiddle } from '@/components/shared/truncate-middle';
import { shownRows, type CompareRow } from './compare-rows';
import { ComparedRow } from './compared-row';

const PAGE = 500;

export type CompareTableProps = {
  rows: readonly CompareRow[];
  a: InstanceRef;
  b: InstanceRef;
  only: boolean;
  /** Key of the difference that is looked at. */
  cursor: string | undefined;
  /** Somebody went there, so it is brought into view. */
  moved: boolean;
};

/** Both runs row by row, and under each row the places in which it differs. */
export function CompareTable({ rows, a, b, only, cursor, moved }: CompareTableProps) {
  const table = useRef<HTMLTableElement>(null);
  const [limit, setLimit] = useState(PAGE);
  const { shown, after } = shownRows(rows, only);
  const needed = shown.findIndex(({ row }) => row.key === cursor) + 1;
  const drawn = shown.slice(0, Math.max(limit, needed));
  useEffect(() => {
    if (moved) table.current?.querySelector('[data-cursor=true]')?.scrollIntoView({ block: 'nearest' });
  }, [moved, cursor]);
  return (
    <div
      className="overflow-x-auto rounded-card border border-border bg-surface"
      tabIndex={0}
      role="group"
      aria-label="Comparison"
    >
      <table ref={table} className="w-full min-w-[760px] table-fixed text-left">
        <thead className="text-meta text-text-3">
          <tr className="h-8 border-b border-border">
            <Head className="w-[26%]">Step</Head>
            <Head className="w-[22%]">A {truncateMiddle(a.instanceId)}</Head>
            <Head className="w-[22%]">B {truncateMiddle(b.instanceId)}</Head>
            <Head className="w-24 text-right">Δ time</Head>
            <Head>Difference</Head>
          </tr>
        </thead>
        {drawn.map(({ row, hidden }) => (
          <tbody key={row.key} data-cursor={row.key === cursor} className="scroll-my-12">
            <EqualNote count={hidden} />
            <ComparedRow row={row} a={a} b={b} current={row.key === cursor} />
          </tbody>
        ))}
        <tbody>
          <EqualNote count={drawn.length === shown.length ? after : 0} />
        </tbody>
      </table>
      {drawn.length < shown.length && (
        <Button variant="ghost" className="m-2" onClick={() => setLimit(limit + PAGE)}>
          Show {Math.min(PAGE, shown.length - drawn.length)} more of {shown.length.toLocaleString('en-US')} rows
        </Button>
      )}
    </div>
  );
}

function Head({ className = '', children }: { className?: string; children: ReactNode }) {
  return (
    <th scope="col" className={`truncate px-3 font-medium ${className}`}>
      {children}
    </th>
  );
}

/** Equal rows that are left out. */
function EqualNote({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <tr className="h-7 border-b border-border">
      <td colSpan={5} className="px-3 text-text-3">
        = {count.toLocaleString('en-US')} equal
      </td>
    </tr>
  );
}
