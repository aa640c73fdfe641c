'use client';

import { useMemo, type ReactNode } from 'react';
import Link from 'next/link';
import { useQuery } from '@tanstack/react-query';
import { SearchX } from 'lucide-react';
import type { AggregateJson } from '@/lib/api/schemas';
import { hideRare } from '@/lib/graph/aggregate/hide-rare';
import { EmptyState } from '@/components/shared/empty-state';
import { ErrorState } from '@/components/shared/error-state';
import { workflowsQuery } from '@/components/shared/queries';
import { RangeSwitch } from '@/components/shared/trends/range-switch';
import { TrendCharts } from '@/components/shared/trends/trend-charts';
import { useTrendRange } from '@/components/shared/trends/use-trends';
import {
  useWorkflowSearch,
  type SetWorkflowSearch,
  type WorkflowRef,
  type WorkflowSearch,
} from '@/components/shared/workflow-search-params';
import { Button } from '@/components/ui/button';
import { Skeleton } from '@/components/ui/skeleton';
import { AggregateCanvas } from './graph/aggregate-canvas';
import { GraphToolbar } from './graph-toolbar';
import { Header, type HeaderProps } from './header';
import { PointPanel } from './point-panel';
import { useAggregate } from './use-aggregate';

export type WorkflowDetailProps = WorkflowRef & {
  /** The list of the executions that the view leaves. */
  runs: ReactNode;
};

/** One workflow: how does it behave? */
export function WorkflowDetail(props: WorkflowDetailProps) {
  const { appId, name } = props;
  const { data, isPending } = useQuery(workflowsQuery());
  const row = data?.workflows.find((workflow) => workflow.appId === appId && workflow.name === name);
  if (data !== undefined && row === undefined) return <UnknownWorkflow appId={appId} name={name} />;
  return <Behavior {...props} row={row} isPending={isPending} />;
}

function Behavior({ appId, name, row, isPending, runs }: WorkflowDetailProps & Pick<HeaderProps, 'row' | 'isPending'>) {
  const [search, setSearch] = useWorkflowSearch();
  const query = useAggregate({ appId, name }, search);
  const aggregate = query.data;
  const { shown, hidden } = useMemo(() => drawn(aggregate, search.rare), [aggregate, search.rare]);
  const chosen = shown?.points.find((point) => point.type === 'step' && point.name === search.step);
  const choose = (id: string | undefined) => {
    const point = shown?.points.find((candidate) => candidate.id === id);
    if (point?.type === 'end') return void setSearch({ step: null, fate: null, status: [point.status] });
    void setSearch({ step: point?.type === 'step' ? point.name : null, fate: null, status: null });
  };
  return (
    <div className="flex flex-col gap-4 p-6">
      <Header appId={appId} name={name} {...{ row, isPending, aggregate }} />
      <section aria-label="Graph" className="overflow-hidden rounded-card border border-border bg-surface">
        <GraphToolbar aggregate={aggregate} hidden={hidden} search={search} setSearch={setSearch} />
        <div className="flex h-[540px]">
          <div className="min-w-0 flex-1">
            {query.isError && aggregate === undefined && (
              <ErrorState
                title="Could not draw the executions."
                error={query.error}
                safe="Executions are safe in the store; nothing was changed."
                onRetry={() => void query.refetch()}
              />
            )}
            {query.isPending && <Skeleton className="m-4 h-[508px]" />}
            {aggregate?.runs === 0 && <NothingDrawn name={name} search={search} setSearch={setSearch} />}
            {shown !== undefined && shown.runs > 0 && (
              <AggregateCanvas
                aggregate={shown}
                direction={search.layout}
                heat={search.heat}
                chosen={chosen?.id}
                onChoose={choose}
              />
            )}
          </div>
          {chosen?.type === 'step' && (
            <PointPanel point={chosen} search={search} setSearch={setSearch} drawn={shown?.runs ?? 0} />
          )}
        </div>
      </section>
      {runs}
      <OverTime appId={appId} name={name} />
    </div>
  );
}

function OverTime({ appId, name }: WorkflowRef) {
  const [range, setRange] = useTrendRange();
  const subject = useMemo(() => ({ appId, name }), [appId, name]);
  return (
    <section aria-labelledby="over-time" className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 id="over-time" className="text-section">
          Over time
        </h2>
        <RangeSwitch range={range} onChange={setRange} />
      </div>
      <TrendCharts range={range} subject={subject} />
    </section>
  );
}

function drawn(aggregate: AggregateJson | undefined, rare: WorkflowSearch['rare']) {
  return aggregate === undefined || rare === 'show' ? { shown: aggregate, hidden: 0 } : hideRare(aggregate);
}

function UnknownWorkflow({ appId, name }: WorkflowRef) {
  return (
    <EmptyState
      icon={SearchX}
      title={`No execution of ${name} is stored for app ${appId}.`}
      actions={
        <Button asChild>
          <Link href="/workflows">All workflows</Link>
        </Button>
      }
    >
      It appears here as soon as one is started.
    </EmptyState>
  );
}

type NothingDrawnProps = { name: string; search: WorkflowSearch; setSearch: SetWorkflowSearch };

function NothingDrawn({ name, search: { version }, setSearch }: NothingDrawnProps) {
  return (
    <EmptyState
      icon={SearchX}
      title={`No execution of ${name} ${version === null ? 'is stored' : `has version ${version}`}.`}
      actions={version !== null && <Button onClick={() => void setSearch({ version: null })}>All versions</Button>}
    />
  );
}
