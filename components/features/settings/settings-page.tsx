'use client';

import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import { fetchJson } from '@/lib/api/fetch-json';
import { settingsSchema } from '@/lib/api/schemas';
import { ErrorState } from '@/components/shared/error-state';
import { queryKeys } from '@/components/shared/query-keys';
import { Skeleton } from '@/components/ui/skeleton';
import { BrowserSettings } from './browser-settings';
import { SessionsCard } from './sessions/sessions-card';
import { TargetsCard } from './targets/targets-card';
import { TokensCard } from './tokens/tokens-card';

type Group = z.infer<typeof settingsSchema>['groups'][number];

/** The settings page: what is in force, and where it is set. */
export function SettingsPage() {
  const { data, error, isPending, refetch } = useQuery({
    queryKey: queryKeys.settings,
    queryFn: ({ signal }) => fetchJson(settingsSchema, '/api/v1/settings', { signal }),
  });
  return (
    <div className="flex max-w-5xl flex-col gap-4 p-6">
      <div className="flex flex-wrap items-baseline gap-3">
        <h1 className="text-page">Settings</h1>
        {data && (
          <span className="text-text-3">
            Perdure {data.versions.perdure} on Node {data.versions.node}
          </span>
        )}
      </div>
      <BrowserSettings />
      <TargetsCard />
      <TokensCard />
      <SessionsCard />
      {data === undefined && error !== null && (
        <ErrorState title="Could not read the settings." error={error} onRetry={() => void refetch()} />
      )}
      {isPending && <Skeleton className="h-64" />}
      {data && (
        <p className="text-text-2">
          In force since the start. They are set in the environment or in <code className="mono">perdure.config</code>;
          a change takes a new start.
        </p>
      )}
      {data?.groups.map((group) => (
        <GroupCard key={group.title} group={group} />
      ))}
    </div>
  );
}

function GroupCard({ group: { title, settings } }: { group: Group }) {
  return (
    <section aria-label={title} className="rounded-card border border-border bg-surface">
      <h2 className="border-b border-border px-4 py-2 text-form font-semibold">{title}</h2>
      <dl>
        {settings.map(({ name, key, variable, value }) => (
          <div
            key={`${key} ${name}`}
            className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)_minmax(0,3fr)] items-baseline gap-4 border-b border-border px-4 py-1.5 last:border-b-0"
          >
            <dt>{name}</dt>
            <dd className="break-words">{value}</dd>
            <dd className="mono break-words text-text-3">
              {[key, variable].filter((word) => word !== undefined).join(' · ')}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
