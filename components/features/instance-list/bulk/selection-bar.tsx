'use client';

import Link from 'next/link';
import { X } from 'lucide-react';
import { comparePage } from '@/lib/api/paths';
import type { TallyJson } from '@/lib/api/schemas';
import { INSTANCE_ACTIONS, type InstanceAction } from '@/lib/domain/allowed-actions';
import { ACTION_WORDS } from '@/components/shared/bulk/bulk-words';
import { formatMany, formatTallyOf } from '@/components/shared/format-number';
import { useHotkeys } from '@/components/shared/use-hotkeys';
import { useWhyNotRole } from '@/components/shared/use-me';
import { useRuntimeState } from '@/components/shared/use-runtime-state';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import type { Selection } from './use-selection';

export type SelectionBarProps = {
  selection: Selection;
  /** All that match the filter. */
  total: TallyJson | undefined;
  onAct: (action: InstanceAction) => void;
};

/** Over the rows while some are selected: what can be done to all of them. */
export function SelectionBar({ selection, total, onAct }: SelectionBarProps) {
  const { whyNoActions } = useRuntimeState();
  const whyNotRole = useWhyNotRole('operator');
  useHotkeys('Selection', [{ keys: 'Escape', does: 'Select nothing', run: selection.clear }]);
  const canHaveMore =
    !selection.isAll && selection.state === true && (total === undefined || total.count > selection.size);
  const [one, other, ...more] = [...selection.picked.values()];
  return (
    <div
      role="toolbar"
      aria-label="Selected executions"
      className="flex min-h-11 flex-wrap items-center gap-2 border-b border-border bg-selected px-4 py-1.5 max-wide:px-6"
    >
      <span className="font-medium" aria-live="polite">
        {selection.isAll ? everything(total) : `${formatMany(selection.size, 'execution')} selected`}
      </span>
      {canHaveMore && (
        <Button size="compact" variant="ghost" onClick={selection.pickAll}>
          Select{' '}
          {total === undefined ? 'everything that matches' : `all ${formatTallyOf(total, 'execution')} that match`}
        </Button>
      )}
      <span className="ml-auto flex flex-wrap items-center gap-2">
        {one !== undefined && other !== undefined && more.length === 0 && (
          <Button size="compact" asChild>
            <Link href={comparePage(one, other)}>Compare</Link>
          </Button>
        )}
        {INSTANCE_ACTIONS.map((action) => (
          <Button
            key={action}
            size="compact"
            variant={action === 'terminate' || action === 'purge' ? 'danger' : 'secondary'}
            whyDisabled={whyNotRole ?? whyNoActions}
            onClick={() => onAct(action)}
          >
            {ACTION_WORDS[action].verb}…
          </Button>
        ))}
        <IconButton icon={X} label="Select nothing (Esc)" onClick={selection.clear} />
      </span>
    </div>
  );
}

function everything(total: TallyJson | undefined): string {
  return total === undefined
    ? 'Everything that matches'
    : `Everything that matches: ${formatTallyOf(total, 'execution')}`;
}
