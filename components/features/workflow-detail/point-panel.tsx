'use client';

import type { ReactNode } from 'react';
import { X } from 'lucide-react';
import { durationWords } from '@/lib/domain/duration-words';
import { INSTANCE_STATUSES, type InstanceStatus } from '@/lib/domain/instance-status';
import { formatCount, formatMany, formatShare } from '@/components/shared/format-number';
import { StatusIcon } from '@/components/shared/status-icon';
import { STATUS_STYLES } from '@/components/shared/status-styles';
import { STEP_KINDS } from '@/components/shared/step-kinds';
import type { SetWorkflowSearch, StepFate, WorkflowSearch } from '@/components/shared/workflow-search-params';
import { Checkbox } from '@/components/ui/checkbox';
import { IconButton } from '@/components/ui/icon-button';
import { Segments } from '@/components/ui/segments';
import type { StepPoint } from './graph/heat';
import { pointTitle } from './graph/point-words';

const FATES: readonly { readonly value: StepFate; readonly label: string }[] = [
  { value: 'any', label: 'Ran' },
  { value: 'failed', label: 'Failed a try' },
  { value: 'waiting', label: 'Is open' },
  { value: 'never', label: 'Never ran' },
];

export type PointPanelProps = {
  point: StepPoint;
  search: WorkflowSearch;
  setSearch: SetWorkflowSearch;
  /** Executions that the graph is drawn of. */
  drawn: number;
};

/** What a step does in the runs drawn, and which of them are listed below: by its own status and by that of the run. */
export function PointPanel({ point, search, setSearch, drawn }: PointPanelProps) {
  const { kind, runs, calls, failedRuns, retriedRuns, duration, errors } = point;
  const isNamed = point.name !== '';
  return (
    <aside
      aria-label={`Step ${pointTitle(point)}`}
      className="flex w-[340px] shrink-0 flex-col border-l border-border max-wide:w-[300px]"
    >
      <div className="flex items-center gap-2 border-b border-border py-2 pr-2 pl-4">
        <h2 title={pointTitle(point)} className="min-w-0 flex-1 truncate text-section">
          {pointTitle(point)}
        </h2>
        <IconButton
          compact
          icon={X}
          label="Close the panel"
          onClick={() => void setSearch({ step: null, fate: null })}
        />
      </div>
      <div className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto p-4">
        <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
          <Fact name="Kind">{STEP_KINDS[kind].word}</Fact>
          <Fact name="Reached by">{`${formatCount(runs)} of ${formatMany(drawn, 'execution')} (${formatShare(runs, drawn)})`}</Fact>
          <Fact name="Failed in">{`${formatCount(failedRuns)} (${formatShare(failedRuns, runs)})`}</Fact>
          {retriedRuns > 0 && <Fact name="Retried in">{formatCount(retriedRuns)}</Fact>}
          {calls > runs && (
            <Fact name="Calls">{`${formatCount(calls)}, ${(calls / runs).toFixed(1)} per execution`}</Fact>
          )}
          {duration && (
            <Fact name="Took">{`p50 ${durationWords(duration.p50)}, p95 ${durationWords(duration.p95)}`}</Fact>
          )}
        </dl>
        {errors.length > 0 && (
          <section aria-labelledby="point-errors" className="flex flex-col gap-1">
            <h3 id="point-errors" className="text-meta text-text-3">
              Most frequent errors
            </h3>
            <ul className="flex flex-col gap-1">
              {errors.map(({ message, runs: count }) => (
                <li key={message} className="flex items-baseline gap-2">
                  <span title={message} className="line-clamp-2 min-w-0 flex-1 break-words">
                    {message === '' ? 'without a message' : message}
                  </span>
                  <span className="text-text-2">{formatCount(count)}</span>
                </li>
              ))}
            </ul>
          </section>
        )}
        {isNamed ? (
          <section aria-labelledby="point-filter" className="flex flex-col gap-2">
            <h3 id="point-filter" className="text-meta text-text-3">
              List below, of all executions, those where it
            </h3>
            <Segments label="Step" segments={FATES} value={search.fate} onChange={(fate) => void setSearch({ fate })} />
            <RunStatuses chosen={search.status} onChange={(status) => void setSearch({ status })} />
          </section>
        ) : (
          <p className="text-text-3">It has no name, so executions cannot be found by it.</p>
        )}
      </div>
    </aside>
  );
}

type RunStatusesProps = { chosen: readonly InstanceStatus[]; onChange: (chosen: InstanceStatus[]) => void };

function RunStatuses({ chosen, onChange }: RunStatusesProps) {
  return (
    <fieldset className="grid grid-cols-2 gap-x-4 gap-y-1">
      <legend className="pb-1 text-meta text-text-3">and which are</legend>
      {INSTANCE_STATUSES.map((status) => (
        <label key={status} className="flex h-6 cursor-pointer items-center gap-1.5">
          <Checkbox
            checked={chosen.includes(status)}
            onCheckedChange={(checked) =>
              onChange(
                INSTANCE_STATUSES.filter((other) => (other === status ? checked === true : chosen.includes(other))),
              )
            }
          />
          <StatusIcon status={status} className="size-3.5" />
          {STATUS_STYLES[status].word}
        </label>
      ))}
    </fieldset>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-text-3">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  );
}
