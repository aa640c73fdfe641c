'use client';

import { useState } from 'react';
import type { InstanceRef } from '@/lib/domain/instance';
import { ErrorState } from '@/components/shared/error-state';
import { ActionDialogs } from './actions/action-dialogs';
import type { DialogRequest } from './actions/dialog-request';
import { DetailTabs } from './detail-tabs';
import { failedStepNode } from './failed-step-node';
import { FailureBanner } from './failure-banner';
import { FlawBanner } from './flaw-banner';
import { Header } from './header';
import { DetailSkeleton, MissingExecution, PurgedNote } from './page-states';
import { useDetailSearch } from './search-params';
import { useExecution, type Execution } from './use-execution';
import { WaitingLine } from './waiting-line';

/** One execution: what happened, where it is, what can be done. */
export function InstanceDetail(props: InstanceRef) {
  const view = useExecution(props);
  switch (view.state) {
    case 'loading':
      return <DetailSkeleton />;
    case 'missing':
      return <MissingExecution instance={props} />;
    case 'error':
      return <ErrorState title="Could not load the execution." error={view.error} onRetry={view.retry} />;
    case 'ready':
      return <Loaded execution={view.execution} />;
  }
}

function Loaded({ execution }: { execution: Execution }) {
  const [search, setSearch] = useDetailSearch();
  const [request, setRequest] = useState<DialogRequest>();
  const { instance, steps } = execution;
  const goToStep = (step: string) => void setSearch({ tab: 'graph', step, event: null });
  return (
    <div className="flex h-full min-h-[720px] flex-col gap-3 px-6 py-4">
      <Header execution={execution} selectedStep={search.step} onAsk={setRequest} />
      {execution.purged && <PurgedNote />}
      {instance.flaws !== undefined && <FlawBanner flaws={instance.flaws} />}
      {instance.failure !== undefined && (
        <FailureBanner
          failure={instance.failure}
          step={execution.historyComplete ? failedStepNode(steps, instance.failure) : undefined}
          onGoToStep={goToStep}
        />
      )}
      <WaitingLine execution={execution} onAsk={setRequest} onSelectStep={goToStep} />
      <DetailTabs execution={execution} search={search} setSearch={setSearch} onAsk={setRequest} />
      <ActionDialogs execution={execution} request={request} onClose={() => setRequest(undefined)} />
    </div>
  );
}
