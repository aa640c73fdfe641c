'use client';

import { useRef } from 'react';
import { useQuery } from '@tanstack/react-query';
import { useQueryStates } from 'nuqs';
import { SearchX } from 'lucide-react';
import { EmptyState } from '@/components/shared/empty-state';
import { ErrorState } from '@/components/shared/error-state';
import { FirstRun } from '@/components/shared/first-run';
import { formatMany } from '@/components/shared/format-number';
import { workflowsQuery } from '@/components/shared/queries';
import { useHotkeys } from '@/components/shared/use-hotkeys';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { workflowSearchParams } from './search-params';
import { sortWorkflows } from './sort-workflows';
import { WorkflowTable } from './workflow-table';

/** The workflows page: how does each workflow behave? */
export function WorkflowList() {
  const [{ q, sort }, setSearch] = useQueryStates(workflowSearchParams);
  const query = useQuery(workflowsQuery());
  const input = useRef<HTMLInputElement>(null);
  useHotkeys('Workflows', [{ keys: '/', does: 'Find a workflow', run: () => input.current?.focus() }]);
  const all = query.data?.workflows ?? [];
  const text = q.trim().toLowerCase();
  const found = all.filter(({ name, appId }) => `${name} ${appId}`.toLowerCase().includes(text));
  if (query.isSuccess && all.length === 0) return <FirstRun />;
  return (
    <div className="flex flex-col gap-4 p-6">
      <div className="flex flex-wrap items-center gap-3">
        <h1 className="text-page">Workflows</h1>
        {query.isSuccess && <span className="text-text-3">{formatMany(all.length, 'workflow')}</span>}
        <Input
          ref={input}
          value={q}
          onChange={(event) => void setSearch({ q: event.target.value })}
          onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
          placeholder="Find a workflow or app"
          aria-label="Find a workflow or app"
          className="ml-auto w-64"
        />
      </div>
      {query.isError && query.data === undefined ? (
        <ErrorState
          title="Could not load the workflows."
          error={query.error}
          safe="Executions are safe in the store; nothing was changed."
          onRetry={() => void query.refetch()}
        />
      ) : (
        <div className="overflow-x-auto rounded-card border border-border bg-surface">
          <WorkflowTable
            rows={sortWorkflows(found, sort)}
            loading={query.isPending}
            sort={sort}
            onSort={(chosen) => void setSearch({ sort: chosen })}
          />
          {query.isSuccess && found.length === 0 && (
            <EmptyState
              icon={SearchX}
              title={`No workflow or app matches “${q.trim()}”.`}
              actions={<Button onClick={() => void setSearch({ q: '' })}>Clear the search</Button>}
            />
          )}
        </div>
      )}
    </div>
  );
}
