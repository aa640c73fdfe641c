'use client';

import { useQuery } from '@tanstack/react-query';
import { EmptyState } from '@/components/shared/empty-state';
import { ErrorState } from '@/components/shared/error-state';
import { formatMany } from '@/components/shared/format-number';
import { workersQuery } from '@/components/shared/use-workers';
import { Skeleton } from '@/components/ui/skeleton';
import { Server } from 'lucide-react';
import { AppCard } from './app-card';

/** The workers page: who does the work? */
export function WorkersPage() {
  const { data, error, isPending, refetch } = useQuery(workersQuery());
  const connected = data?.apps.reduce((sum, app) => sum + app.connected, 0) ?? 0;
  return (
    <div className="flex flex-col gap-4 p-6">
      <div className="flex flex-wrap items-center gap-3">
        <h1 className="text-page">Workers</h1>
        {data !== undefined && (
          <span className="text-text-3">
            {formatMany(connected, 'worker')} for {formatMany(data.apps.length, 'app')}
          </span>
        )}
      </div>
      {data === undefined && error !== null && (
        <ErrorState
          title="Could not ask for the workers."
          error={error}
          safe="Executions are safe in the store; nothing was changed."
          onRetry={() => void refetch()}
        />
      )}
      {isPending && <Skeleton className="h-28" />}
      {data?.apps.length === 0 && (
        <EmptyState icon={Server} title="No app is declared." actions={null}>
          List the apps in PERDURE_APPS or in perdure.config.
        </EmptyState>
      )}
      {data?.apps.map((app) => (
        <AppCard key={app.appId} app={app} />
      ))}
    </div>
  );
}
