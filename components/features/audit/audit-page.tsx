'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { ScrollText } from 'lucide-react';
import { EmptyState } from '@/components/shared/empty-state';
import { ErrorState } from '@/components/shared/error-state';
import { Button } from '@/components/ui/button';
import { AuditFilters } from './audit-filters';
import { AuditTable } from './audit-table';
import { auditQuery } from './queries';
import { useAuditSearch, type AuditSearch } from './search-params';

/** The audit page: who did what? */
export function AuditPage() {
  const [search, setSearch] = useAuditSearch();
  const { data, error, isPending, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    auditQuery(search),
  );
  const entries = data?.pages.flatMap((page) => page.entries) ?? [];
  if (data === undefined && error !== null) {
    return <ErrorState title="Could not read the audit log." error={error} onRetry={() => void refetch()} />;
  }
  return (
    <div className="flex flex-col gap-4 p-6">
      <h1 className="text-page">Audit</h1>
      <AuditFilters search={search} onChange={setSearch} />
      <div className="overflow-x-auto rounded-card border border-border bg-surface">
        <AuditTable entries={entries} loading={isPending} />
        {!isPending && entries.length === 0 && <NoEntries search={search} onClear={() => void setSearch(null)} />}
      </div>
      {hasNextPage && (
        <Button className="self-center" onClick={() => void fetchNextPage()}>
          {isFetchingNextPage ? 'Reading…' : 'Show older entries'}
        </Button>
      )}
    </div>
  );
}

function NoEntries({ search, onClear }: { search: AuditSearch; onClear: () => void }) {
  const isLimited = Object.values(search).some((value) => value !== null && value !== '');
  if (isLimited) {
    return (
      <EmptyState
        icon={ScrollText}
        title="No entry matches."
        actions={<Button onClick={onClear}>Clear the filter</Button>}
      />
    );
  }
  return (
    <EmptyState icon={ScrollText} title="Nothing was done yet.">
      Actions on executions, exports, looks at payloads and sign-ins are written down here before they are carried out.
    </EmptyState>
  );
}
