'use client';

import { useId } from 'react';
import { useQuery } from '@tanstack/react-query';
import { formatMany } from '@/components/shared/format-number';
import { TextField } from '@/components/shared/forms/text-field';
import { workflowsQuery } from '@/components/shared/queries';
import type { AppJson } from '@/components/shared/use-workers';
import { Select } from '@/components/ui/select';

export type AppFieldProps = {
  /** Undefined while they are not known. */
  apps: readonly AppJson[] | undefined;
  appId: string;
  onChange: (appId: string) => void;
};

/** Whose worker is to run it; the one app there is needs no choice. */
export function AppField({ apps, appId, onChange }: AppFieldProps) {
  const chosen = apps?.find((app) => app.appId === appId);
  const { words, isWarning } = workersWords(apps, chosen, appId);
  return (
    <div className="mt-4">
      <p className="mb-1 font-medium">App</p>
      <Select
        label="App"
        value={appId}
        onChange={onChange}
        className="w-full"
        options={[...new Set([...(appId === '' ? [] : [appId]), ...(apps ?? []).map((app) => app.appId)])].map(
          optionOf,
        )}
      />
      <p className={isWarning ? 'mt-1 text-text' : 'mt-1 text-text-3'}>{words}</p>
    </div>
  );
}

const optionOf = (appId: string) => ({ value: appId, label: appId });

/** Who would run it. Nothing is said of workers before the answer is there. */
function workersWords(apps: AppFieldProps['apps'], chosen: AppJson | undefined, appId: string) {
  if (apps === undefined) return { words: 'Looking for its workers…', isWarning: false };
  if (appId === '') return { words: 'No app is known yet: start its worker first.', isWarning: true };
  if (chosen?.state === 'unknown' && chosen.connected === 0) {
    return { words: 'Whether a worker is connected is not known here.', isWarning: false };
  }
  if (chosen === undefined || chosen.connected === 0) {
    return { words: `No worker of ${appId} is connected: the execution is pending until one is.`, isWarning: true };
  }
  return { words: `${formatMany(chosen.connected, 'worker')} connected.`, isWarning: false };
}

export type WorkflowFieldProps = { appId: string; name: string; onChange: (name: string) => void };

/** The workflow's name; those that ran before are offered. */
export function WorkflowField({ appId, name, onChange }: WorkflowFieldProps) {
  const listId = useId();
  const { data } = useQuery(workflowsQuery());
  const known = data?.workflows.filter((workflow) => workflow.appId === appId).map((workflow) => workflow.name) ?? [];
  const isNew = name.trim() !== '' && data !== undefined && !known.includes(name.trim());
  return (
    <>
      <TextField
        label="Workflow"
        value={name}
        onChange={onChange}
        list={listId}
        autoComplete="off"
        autoFocus
        hint={isNew ? `${name.trim()} has not run for ${appId} yet.` : 'As the worker registers it.'}
      />
      <datalist id={listId}>
        {known.map((each) => (
          <option key={each} value={each} />
        ))}
      </datalist>
    </>
  );
}
