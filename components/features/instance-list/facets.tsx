'use client';

import type { InstanceCountsJson, TallyJson } from '@/lib/api/schemas';
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

/** Status, app and workflow with counts; each count leaves its own facet's choice aside. */
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
  const apps = optionsOf(counts?.byApp.map(({ appId, ...tally }) => ({ name: appId, ...tally })) ?? [], search.app);
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

type Counted = TallyJson & { readonly name: string };

/** Most first; a chosen name that nothing was found of stays, without a count, so that it can be taken out again. */
function optionsOf(counted: readonly Counted[], chosen: readonly string[]): FacetOption<string>[] {
  const missing = chosen.filter((name) => counted.every((entry) => entry.name !== name));
  const found = counted.map(({ name, ...tally }) => ({ name, tally }));
  const all = [...found, ...missing.map((name) => ({ name, tally: undefined }))];
  return all
    .toSorted((one, other) => countOf(other) - countOf(one) || one.name.localeCompare(other.name))
    .map(({ name, tally }) => ({ value: name, count: tally, label: <span className="truncate">{name}</span> }));
}

function countOf({ tally }: { readonly tally: TallyJson | undefined }): number {
  return tally?.count ?? 0;
}
