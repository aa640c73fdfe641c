'use client';

import { useMemo, useState } from 'react';
import { ArrowLeftRight, ChevronDown, ChevronUp } from 'lucide-react';
import type { InstanceRef } from '@/lib/domain/instance';
import { compareRuns, type ComparableRun } from '@/lib/graph/compare-runs';
import { firstDifferenceWords } from '@/lib/graph/difference-words';
import { useHotkeys } from '@/components/shared/use-hotkeys';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { IconButton } from '@/components/ui/icon-button';
import type { Execution } from '../use-execution';
import { CompareDialog } from './compare-dialog';
import { compareRows } from './compare-rows';
import { CompareSide } from './compare-side';
import { CompareTable } from './compare-table';
import { useCompareSearch } from './search-params';

export type CompareViewProps = { a: Execution; b: Execution };

type SideName = 'a' | 'b';

/** Both executions, where they begin to differ, and every step of either. */
export function CompareView({ a, b }: CompareViewProps) {
  const [search, setSearch] = useCompareSearch();
  const [changing, setChanging] = useState<SideName>();
  const runs = useRuns(a, b);
  const rows = useMemo(() => compareRows(runs), [runs]);
  const words = useMemo(() => firstDifferenceWords(runs.comparison), [runs]);
  const different = rows.filter(({ mark }) => mark !== '=');
  const first = different.find(({ step }) => step !== undefined) ?? different[0];
  const at = different.findIndex(({ key }) => key === (search.row ?? first?.key));
  const jump = (way: 1 | -1) => {
    const next = different[Math.min(Math.max(at + way, 0), different.length - 1)];
    if (next !== undefined) void setSearch({ row: next.key });
  };
  useHotkeys('Compare', [
    { keys: 'n', does: 'Next difference', run: () => jump(1) },
    { keys: 'p', does: 'Previous difference', run: () => jump(-1) },
    { keys: 's', does: 'Swap A and B', run: () => void swap() },
  ]);
  const swap = () => setSearch({ a: refOf(b), b: refOf(a), row: null });
  const choose = (other: InstanceRef) => {
    void setSearch({ ...(changing === 'a' ? { a: other } : { b: other }), row: null });
    setChanging(undefined);
  };
  return (
    <div className="flex min-h-full flex-col gap-3 px-6 py-4">
      <h1 className="text-page">Compare</h1>
      <div className="flex flex-wrap items-stretch gap-x-3 gap-y-2">
        <CompareSide name="A" execution={a} onChange={() => setChanging('a')} />
        <IconButton
          icon={ArrowLeftRight}
          label="Swap A and B (s)"
          className="self-center"
          onClick={() => void swap()}
        />
        <CompareSide name="B" execution={b} onChange={() => setChanging('b')} />
      </div>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <p role="status" className="min-w-0 flex-1 text-form font-medium break-words">
          {words}
        </p>
        <label className="flex items-center gap-2 whitespace-nowrap">
          <Checkbox
            checked={search.only}
            aria-label="Only differences"
            onCheckedChange={(only) => void setSearch({ only: only === true })}
          />
          Only differences
        </label>
        <div className="flex items-center gap-1">
          <span className="text-text-2 whitespace-nowrap">
            {at < 0 ? differenceCount(different.length) : `${at + 1} of ${differenceCount(different.length)}`}
          </span>
          <Button size="icon" variant="ghost" aria-label="Previous difference (p)" onClick={() => jump(-1)}>
            <ChevronUp aria-hidden strokeWidth={1.75} />
          </Button>
          <Button size="icon" variant="ghost" aria-label="Next difference (n)" onClick={() => jump(1)}>
            <ChevronDown aria-hidden strokeWidth={1.75} />
          </Button>
        </div>
      </div>
      <CompareTable
        rows={rows}
        a={a.instance}
        b={b.instance}
        only={search.only}
        cursor={different[at]?.key}
        moved={search.row !== null}
      />
      {changing !== undefined && (
        <CompareDialog execution={changing === 'a' ? b : a} onClose={() => setChanging(undefined)} onChoose={choose} />
      )}
    </div>
  );
}

function useRuns(a: Execution, b: Execution) {
  const left = useMemo(() => runOf(a.instance, a.steps), [a.instance, a.steps]);
  const right = useMemo(() => runOf(b.instance, b.steps), [b.instance, b.steps]);
  return useMemo(() => ({ a: left, b: right, comparison: compareRuns(left, right) }), [left, right]);
}

function runOf(instance: Execution['instance'], steps: Execution['steps']): ComparableRun {
  const { name, status, input, output, failure, startedAt, completedAt } = instance;
  return { name, status, input, output, failure, startedAt, completedAt, steps };
}

function refOf({ instance: { appId, instanceId } }: Execution): InstanceRef {
  return { appId, instanceId };
}

function differenceCount(count: number): string {
  if (count === 0) return 'no difference';
  return count === 1 ? '1 difference' : `${count.toLocaleString('en-US')} differences`;
}
