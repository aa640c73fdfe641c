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
  const hasNobody = chosen !== undefined && chosen.state !== 'unknown' && chosen.connected === 0;
  return (
    <div className="mt-4">
      <p className="mb-1 font-medium">App</p>
      <Select
        label="App"
        value={appId}
        onChange={onChange}
        className="w-full"
        options={(apps ?? [{ appId, connected: 0 }]).map((app) => ({ value: app.appId, label: app.appId }))}
      />
      <p className={hasNobody ? 'mt-1 text-text' : 'mt-1 text-text-3'}>
        {hasNobody
          ? `No worker of ${appId} is connected: the execution is pending until one is.`
          : `${formatMany(chosen?.connected ?? 0, 'worker')} connected.`}
      </p>
    </div>
  );
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
