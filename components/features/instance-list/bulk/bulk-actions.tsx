'use client';

import { useState } from 'react';
import type { TallyJson } from '@/lib/api/schemas';
import type { InstanceAction } from '@/lib/domain/allowed-actions';
import type { ListFilter } from '@/lib/domain/instance-filter';
import { BulkDialog } from './bulk-dialog';
import { SelectionBar } from './selection-bar';
import type { Selection } from './use-selection';

export type BulkActionsProps = {
  selection: Selection;
  filter: ListFilter;
  /** All that match the filter. */
  total: TallyJson | undefined;
};

/** What can be done to the selected executions; nothing while none is. */
export function BulkActions({ selection, filter, total }: BulkActionsProps) {
  const [asked, setAsked] = useState<InstanceAction>();
  if (!selection.isAll && selection.size === 0) return null;
  return (
    <>
      <SelectionBar selection={selection} total={total} onAct={setAsked} />
      {asked !== undefined && (
        <BulkDialog
          action={asked}
          target={selection.isAll ? { kind: 'all', filter } : { kind: 'picked', refs: [...selection.picked.values()] }}
          onClose={() => setAsked(undefined)}
          onStarted={selection.clear}
        />
      )}
    </>
  );
}
