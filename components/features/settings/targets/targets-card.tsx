'use client';

import { useState } from 'react';
import { Plus } from 'lucide-react';
import type { FoundTargetJson, TargetJson } from '@/lib/api/targets';
import { ErrorState } from '@/components/shared/error-state';
import { useRuntimeState } from '@/components/shared/use-runtime-state';
import { AlertDialog } from '@/components/ui/alert-dialog';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Skeleton } from '@/components/ui/skeleton';
import { NewTargetDialog } from './new-target-dialog';
import { RemoveDialog } from './remove-dialog';
import { TargetsTable, type TargetsTableProps } from './targets-table';
import { useTargets } from './use-targets';

/** The sidecars that this console stands on; nothing on a runtime of Perdure's own. */
export function TargetsCard() {
  const { why, isThere, list, add, remove, check } = useTargets();
  const mirroredAt = useRuntimeState().runtime?.mirror?.seenAt;
  const [adding, setAdding] = useState<{ from?: FoundTargetJson }>();
  const [asked, setAsked] = useState<TargetJson>();
  if (!isThere) return null;
  const show = (wish: typeof adding) => {
    add.reset();
    check.reset();
    setAdding(wish);
  };
  const ask = (target: TargetJson) => {
    remove.reset();
    setAsked(target);
  };
  const { data, error } = list;
  return (
    <section aria-label="Targets" className="rounded-card border border-border bg-surface">
      <div className="flex items-center gap-3 border-b border-border px-4 py-2">
        <h2 className="text-form font-semibold">Targets</h2>
        <span className="text-text-3">sidecars of Dapr apps</span>
        <Button size="compact" className="ml-auto" whyDisabled={why} onClick={() => show({})}>
          <Plus aria-hidden strokeWidth={1.75} />
          Add target…
        </Button>
      </div>
      {data === undefined && <NotYet error={error} onRetry={() => void list.refetch()} />}
      {data !== undefined && (
        <>
          <Listed targets={data.targets} mirroredAt={mirroredAt} whyNot={why} onRemove={ask} />
          <Found found={data.found} why={why} onAdd={(from) => show({ from })} />
        </>
      )}
      <Dialog open={adding !== undefined} onOpenChange={(isOpen) => show(isOpen ? {} : undefined)}>
        {adding !== undefined && (
          <NewTargetDialog from={adding.from} add={add} check={check} onClose={() => show(undefined)} />
        )}
      </Dialog>
      <AlertDialog open={asked !== undefined} onOpenChange={() => setAsked(undefined)}>
        {asked !== undefined && <RemoveDialog target={asked} remove={remove} onClose={() => setAsked(undefined)} />}
      </AlertDialog>
    </section>
  );
}

function NotYet({ error, onRetry }: { error: Error | null; onRetry: () => void }) {
  if (error === null) return <Skeleton className="m-4 h-10" />;
  return <ErrorState title="Could not read the targets." error={error} onRetry={onRetry} />;
}

function Listed(props: TargetsTableProps) {
  if (props.targets.length > 0) return <TargetsTable {...props} />;
  return <p className="px-4 py-3 text-text-2">There is none yet: nothing can be done to executions from here.</p>;
}

type FoundProps = {
  found: readonly FoundTargetJson[];
  why: string | undefined;
  onAdd: (found: FoundTargetJson) => void;
};

/** Sidecars that run beside the console, to be added with one click. */
function Found({ found, why, onAdd }: FoundProps) {
  if (found.length === 0) return null;
  return (
    <ul aria-label="Found on this machine" className="border-t border-border px-4 py-2">
      {found.map((one) => (
        <li key={one.appId} className="flex flex-wrap items-center gap-x-3 py-1">
          <span className="text-text-3">Found on this machine</span>
          <span className="font-medium">{one.appId}</span>
          <span className="mono">{one.address}</span>
          {one.version !== undefined && <span className="text-text-3">Dapr {one.version}</span>}
          <Button
            size="compact"
            className="ml-auto"
            whyDisabled={why}
            aria-label={`Add ${one.appId}…`}
            onClick={() => onAdd(one)}
          >
            Add…
          </Button>
        </li>
      ))}
    </ul>
  );
}
