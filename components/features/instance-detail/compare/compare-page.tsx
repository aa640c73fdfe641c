'use client';

import type { ReactNode } from 'react';
import Link from 'next/link';
import { GitCompare } from 'lucide-react';
import type { InstanceRef } from '@/lib/domain/instance';
import { Button } from '@/components/ui/button';
import { Skeleton } from '@/components/ui/skeleton';
import { EmptyState } from '@/components/shared/empty-state';
import { ErrorState } from '@/components/shared/error-state';
import { InstanceId } from '@/components/shared/instance-id';
import { useExecution, type Execution, type ExecutionState } from '../use-execution';
import { CompareView } from './compare-view';
import { OtherRunPicker } from './other-run-picker';
import { useCompareSearch } from './search-params';

/** Two executions side by side: where do they begin to differ? */
export function ComparePage() {
  const [{ a, b }, setSearch] = useCompareSearch();
  if (a === null && b === null) return <NothingToCompare />;
  if (a === null || b === null) {
    const known = a ?? b;
    if (known === null) return <NothingToCompare />;
    const choose = (other: InstanceRef) => void setSearch(a === null ? { a: other } : { b: other });
    return <ChooseOther known={known} onChoose={choose} />;
  }
  return <BothSides a={a} b={b} />;
}

function NothingToCompare() {
  return (
    <EmptyState
      icon={GitCompare}
      title={<PageTitle>No execution is chosen.</PageTitle>}
      actions={
        <Button asChild>
          <Link href="/instances">All executions</Link>
        </Button>
      }
    >
      Open an execution and choose “Compare…” there.
    </EmptyState>
  );
}

function ChooseOther({ known, onChoose }: { known: InstanceRef; onChoose: (other: InstanceRef) => void }) {
  const view = useExecution(known);
  if (view.state !== 'ready') return <NotReady side={known} view={view} />;
  return (
    <div className="mx-auto flex w-full max-w-[640px] flex-col px-6 py-8">
      <h1 className="text-page">Compare</h1>
      <p className="mt-2 flex flex-wrap items-center gap-1.5 text-form text-text-2">
        Which execution is <InstanceId instance={known} copy={false} ends={WHOLE_ID} /> to be compared with?
      </p>
      <OtherRunPicker execution={view.execution} onChoose={onChoose} />
    </div>
  );
}

const WHOLE_ID = { head: 24, tail: 16 };

function BothSides({ a, b }: { a: InstanceRef; b: InstanceRef }) {
  const [left, right] = [useExecution(a, 'whole'), useExecution(b, 'whole')];
  if (left.state !== 'ready') return <NotReady side={a} other={b} view={left} />;
  if (right.state !== 'ready') return <NotReady side={b} other={a} view={right} />;
  if (!isWhole(left.execution) || !isWhole(right.execution)) return <CompareSkeleton />;
  return <CompareView a={left.execution} b={right.execution} />;
}

/** Half a history would look as if the rest were missing from the run. */
function isWhole({ historyComplete, purged }: Execution): boolean {
  return historyComplete || purged;
}

type NotReadyProps = {
  side: InstanceRef;
  other?: InstanceRef;
  view: Exclude<ExecutionState, { state: 'ready' }>;
};

function NotReady({ side, other, view }: NotReadyProps) {
  const [, setSearch] = useCompareSearch();
  switch (view.state) {
    case 'loading':
      return <CompareSkeleton />;
    case 'error':
      return <ErrorState title="Could not load the execution." error={view.error} onRetry={view.retry} />;
    case 'missing':
      return (
        <EmptyState
          icon={GitCompare}
          title={
            <PageTitle>
              No execution <span className="mono break-all">{side.instanceId}</span> of app {side.appId}.
            </PageTitle>
          }
          actions={
            other === undefined ? (
              <Button asChild>
                <Link href="/instances">All executions</Link>
              </Button>
            ) : (
              <Button onClick={() => void setSearch({ a: other, b: null, row: null })}>Choose another execution</Button>
            )
          }
        >
          It may have been purged, by somebody or by retention, or the ID belongs to another app.
        </EmptyState>
      );
  }
}

function PageTitle({ children }: { children: ReactNode }) {
  return (
    <>
      <span className="sr-only" role="heading" aria-level={1}>
        Compare
      </span>
      {children}
    </>
  );
}

function CompareSkeleton() {
  return (
    <div role="status" aria-label="Loading both executions" className="flex h-full min-h-96 flex-col gap-3 px-6 py-4">
      <Skeleton className="h-8 w-40" />
      <Skeleton className="h-14 w-full" />
      <Skeleton className="h-9 w-full" />
      <Skeleton className="min-h-64 flex-1 rounded-card" />
    </div>
  );
}
