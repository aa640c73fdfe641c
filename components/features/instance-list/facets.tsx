'use client';

import type { InstanceCountsJson } from '@/lib/api/schemas';
import { INSTANCE_STATUSES } from '@/lib/domain/instance-status';
import type { ExecutionSearch } from '@/components/shared/execution-search-params';
import { StatusIcon } from '@/components/shared/status-icon';
import { STATUS_STYLES } from '@/components/shared/status-styles';
import { FacetGroup, type FacetOption } from './facet-group';

export type FacetsProps = {
  search: ExecutionSearch;
  counts: InstanceCountsJson | undefined;
  onChange: (part: Partial<ExecutionSearch>) => void;
};

/** Status, app and workflow with exact counts; each count leaves its own facet's choice aside. */
export function Facets({ search, counts, onChange }: FacetsProps) {
  const statuses = INSTANCE_STATUSES.map((status) => ({
    value: status,
    count: counts?.byStatus[status],
    label: (
      <>
        <StatusIcon status={status} className="size-3.5" />
        {STATUS_STYLES[status].word}
      </>
    ),
  }));
  const apps = optionsOf(counts?.byApp.map(({ appId, count }) => ({ name: appId, count })) ?? [], search.app);
  const workflows = optionsOf(counts?.byName ?? [], search.workflow);
  return (
    <div className="flex flex-col gap-4">
      <FacetGroup
        title="Status"
        options={statuses}
        chosen={search.status}
        onChange={(status) => onChange({ status })}
      />
      <FacetGroup title="App" options={apps} chosen={search.app} onChange={(app) => onChange({ app })} />
      <FacetGroup
        title="Workflow"
        options={workflows}
        chosen={search.workflow}
        onChange={(workflow) => onChange({ workflow })}
      />
    </div>
  );
}

type Counted = { readonly name: string; readonly count: number };

/** Most first; a chosen name that nothing matches stays, with 0, so that it can be taken out again. */
function optionsOf(counted: readonly Counted[], chosen: readonly string[]): FacetOption<string>[] {
  const missing = chosen.filter((name) => counted.every((entry) => entry.name !== name));
  const all = [...counted, ...missing.map((name) => ({ name, count: 0 }))];
  return all
    .toSorted((one, other) => other.count - one.count || one.name.localeCompare(other.name))
    .map(({ name, count }) => ({ value: name, count, label: <span className="truncate">{name}</span> }));
}
