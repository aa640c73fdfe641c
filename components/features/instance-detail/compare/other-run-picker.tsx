'use client';

import { useState, type FormEvent } from 'react';
import { useMutation } from '@tanstack/react-query';
import { AppError } from '@/lib/domain/app-error';
import type { InstanceRef } from '@/lib/domain/instance';
import { Button } from '@/components/ui/button';
import { findById } from '@/components/shared/queries';
import { RelativeTime } from '@/components/shared/relative-time';
import { StatusIcon } from '@/components/shared/status-icon';
import { STATUS_STYLES } from '@/components/shared/status-styles';
import { TextField } from '@/components/shared/forms/text-field';
import type { Execution } from '../use-execution';
import { useOtherRuns, type OtherRun } from './use-other-runs';

const FOUND_AT_MOST = 20;

export type OtherRunPickerProps = {
  execution: Pick<Execution, 'instance' | 'related'>;
  onChoose: (other: InstanceRef) => void;
};

/** Offers what an execution may be compared with, or takes an instance ID. */
export function OtherRunPicker({ execution, onChoose }: OtherRunPickerProps) {
  const { instance } = execution;
  const others = useOtherRuns(execution);
  const [id, setId] = useState('');
  const search = useMutation({
    mutationFn: (wanted: string) => findExactly(wanted, instance),
    onSuccess: onChoose,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (id.trim() !== '') search.mutate(id.trim());
  };
  return (
    <>
      {others.length > 0 && (
        <ul
          aria-label="Likely executions"
          className="mt-4 max-h-60 overflow-y-auto rounded-control border border-border"
        >
          {others.map((other) => (
            <li key={other.instance.instanceId} className="border-b border-border last:border-0">
              <Candidate other={other} onChoose={onChoose} />
            </li>
          ))}
        </ul>
      )}
      <form onSubmit={submit} noValidate className="flex items-start gap-2">
        <div className="min-w-0 flex-1">
          <TextField
            label={others.length > 0 ? 'Or an instance ID' : 'Instance ID'}
            className="mono"
            value={id}
            onChange={(value) => {
              setId(value);
              search.reset();
            }}
            problem={search.error === null ? undefined : problemOf(search.error)}
          />
        </div>
        <Button
          type="submit"
          variant="primary"
          className="mt-10"
          whyDisabled={id.trim() === '' ? 'Choose one above, or write an instance ID.' : undefined}
        >
          {search.isPending ? 'Looking…' : 'Compare'}
        </Button>
      </form>
    </>
  );
}

function Candidate({
  other: { why, instance },
  onChoose,
}: {
  other: OtherRun;
  onChoose: OtherRunPickerProps['onChoose'];
}) {
  return (
    <button
      type="button"
      className="flex h-9 w-full items-center gap-3 px-3 text-left text-body -outline-offset-2 hover:bg-hover"
      onClick={() => onChoose({ appId: instance.appId, instanceId: instance.instanceId })}
    >
      <StatusIcon status={instance.status} label={STATUS_STYLES[instance.status].word} />
      <span className="shrink-0 text-text-2">{why}</span>
      <span className="mono min-w-0 flex-1 truncate">{instance.instanceId}</span>
      <span className="shrink-0 text-text-3">
        <RelativeTime at={instance.createdAt} />
      </span>
    </button>
  );
}

/** The execution with exactly this ID; of several, that of the same app. */
async function findExactly(wanted: string, { appId, instanceId }: InstanceRef): Promise<InstanceRef> {
  const found = await findById(wanted, FOUND_AT_MOST);
  const exact = found.filter((candidate) => candidate.instanceId === wanted);
  const best = exact.find((candidate) => candidate.appId === appId) ?? exact[0];
  if (best === undefined) throw new AppError('not_found', `No execution has the instance ID ${wanted}.`);
  if (best.appId === appId && best.instanceId === instanceId) {
    throw new AppError('invalid', 'That is this execution itself. Choose another one.');
  }
  return { appId: best.appId, instanceId: best.instanceId };
}

function problemOf(error: unknown): string {
  return error instanceof AppError ? error.message : 'The search failed. Try again.';
}
