'use client';

import { PanelLeft, Rows2, Rows3 } from 'lucide-react';
import { IconButton } from '@/components/ui/icon-button';
import type { ColumnId } from './columns/column-ids';
import { ColumnsMenu } from './columns/columns-menu';
import { ExportMenu } from './export-menu';
import { StartButton } from '@/components/shared/start-button';
import type { Density } from './use-density';
import type { ListSearch } from './use-list-search';
import { ViewsMenu } from './views/views-menu';

export type ListHeaderProps = {
  list: Pick<ListSearch, 'search' | 'filter' | 'isBare' | 'change'>;
  showsFacets: boolean;
  onToggleFacets: () => void;
  density: Density;
  onDensity: (density: Density) => void;
  columns: readonly ColumnId[];
  /** Undefined: the usual ones. */
  onColumns: (ids: readonly ColumnId[] | undefined) => void;
};

/** The title, and how the list is laid out. */
export function ListHeader(props: ListHeaderProps) {
  const { list, showsFacets, onToggleFacets, density, onDensity, columns, onColumns } = props;
  const { filter } = list;
  const isCompact = density === 'compact';
  return (
    <div className="flex items-center gap-1 bg-surface px-6 pt-2 pb-1">
      <h1 className="text-page">Executions</h1>
      <span className="mr-auto">
        <ViewsMenu search={list.search} isBare={list.isBare} onApply={list.change} />
      </span>
      <IconButton
        icon={PanelLeft}
        label={showsFacets ? 'Hide the facets (⇧F)' : 'Show the facets (⇧F)'}
        aria-pressed={showsFacets}
        className="max-wide:hidden"
        onClick={onToggleFacets}
      />
      <ColumnsMenu columns={columns} onChange={onColumns} />
      <IconButton
        icon={isCompact ? Rows2 : Rows3}
        label={isCompact ? 'Taller rows' : 'Denser rows'}
        onClick={() => onDensity(isCompact ? 'comfortable' : 'compact')}
      />
      <ExportMenu filter={filter} />
      <span className="ml-1">
        <StartButton appId={only(filter.appIds)} name={only(filter.names)} />
      </span>
    </div>
  );
}

/** What a filter names when it names one thing. */
function only(values: readonly string[]): string | undefined {
  return values.length === 1 ? values[0] : undefined;
}
