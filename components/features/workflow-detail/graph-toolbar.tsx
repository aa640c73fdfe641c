'use client';

import { ArrowDown, ArrowRight } from 'lucide-react';
import type { AggregateJson } from '@/lib/api/schemas';
import { formatCount, formatMany } from '@/components/shared/format-number';
import { RelativeTime } from '@/components/shared/relative-time';
import { SAMPLE_SIZES, type SetWorkflowSearch, type WorkflowSearch } from '@/components/shared/workflow-search-params';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import { Segments } from '@/components/ui/segments';
import { Select } from '@/components/ui/select';

const HEATS = [
  { value: 'failures', label: 'Failures' },
  { value: 'time', label: 'Time' },
] as const;
const SIZES = SAMPLE_SIZES.map((value) => ({ value, label: `Last ${formatCount(Number(value))}` }));
const ALL_VERSIONS = '*';

export type GraphToolbarProps = {
  aggregate: AggregateJson | undefined;
  /** Rare steps that are not drawn. */
  hidden: number;
  search: WorkflowSearch;
  setSearch: SetWorkflowSearch;
};

/** What the graph is drawn of, and how. */
export function GraphToolbar({ aggregate, hidden, search, setSearch }: GraphToolbarProps) {
  const known = aggregate?.versions.flatMap(({ version }) => version ?? []) ?? [];
  const versions = [...new Set([...(search.version === null ? [] : [search.version]), ...known])];
  return (
    <div className="flex flex-wrap items-center gap-2 border-b border-border px-4 py-2">
      <h2 className="text-form font-semibold">Graph</h2>
      {aggregate && <SampleWords aggregate={aggregate} />}
      <span className="ml-auto flex flex-wrap items-center gap-2">
        {(hidden > 0 || search.rare === 'show') && (
          <Button variant="ghost" onClick={() => void setSearch({ rare: search.rare === 'hide' ? 'show' : 'hide' })}>
            {search.rare === 'hide' ? `+${formatMany(hidden, 'rare step')}` : 'Hide rare steps'}
          </Button>
        )}
        {versions.length > 0 && (
          <Select
            label="Version"
            value={search.version ?? ALL_VERSIONS}
            options={[
              { value: ALL_VERSIONS, label: 'All versions' },
              ...versions.map((value) => ({ value, label: value })),
            ]}
            onChange={(value) => void setSearch({ version: value === ALL_VERSIONS ? null : value })}
          />
        )}
        <Select
          label="Executions drawn"
          value={search.runs}
          options={SIZES}
          onChange={(runs) => void setSearch({ runs })}
        />
        <Segments label="Color by" segments={HEATS} value={search.heat} onChange={(heat) => void setSearch({ heat })} />
        <IconButton
          icon={search.layout === 'down' ? ArrowRight : ArrowDown}
          label={search.layout === 'down' ? 'Lay out from left to right' : 'Lay out from top to bottom'}
          onClick={() => void setSearch({ layout: search.layout === 'down' ? 'right' : 'down' })}
        />
      </span>
    </div>
  );
}

function SampleWords({ aggregate: { runs, hasMore, isCut, oldestAt } }: { aggregate: AggregateJson }) {
  if (oldestAt === undefined) return null;
  return (
    <span className="text-text-2">
      of {hasMore ? `the last ${formatMany(runs, 'execution')}` : `all ${formatMany(runs, 'execution')}`}, since{' '}
      <RelativeTime at={oldestAt} />
      {isCut && '; of very long ones only the first steps'}
    </span>
  );
}
