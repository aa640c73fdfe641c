'use client';

import { useState, type MouseEvent } from 'react';
import { toast } from 'sonner';
import { purgeResultSchema } from '@/lib/api/actions';
import type { InstanceRef } from '@/lib/domain/instance';
import { AlertDialogAction, AlertDialogCancel, AlertDialogContent } from '@/components/ui/alert-dialog';
import { Button } from '@/components/ui/button';
import { DialogActions } from '@/components/ui/dialog';
import { CheckField } from '@/components/shared/forms/check-field';
import { doneWords } from '@/components/shared/forms/outcome-words';
import { ReasonField, reasonPart } from '@/components/shared/forms/reason-field';
import { AsCommands } from '@/components/shared/commands/as-commands';
import { Refusal } from '@/components/shared/forms/refusal';
import { useSend } from '@/components/shared/actions/use-send';

export type PurgeDialogProps = {
  instance: InstanceRef;
  /** Direct children. */
  childCount: number;
  onClose: () => void;
  onPurged: () => void;
};

/** Says what purging deletes, and does it. */
export function PurgeDialog({ instance, childCount, onClose, onPurged }: PurgeDialogProps) {
  const [recursive, setRecursive] = useState(true);
  const [reason, setReason] = useState('');
  const send = useSend(instance, {
    action: 'purge',
    schema: purgeResultSchema,
    onDone: ({ purged }, outcome) => {
      toast.success(doneWords(`Purged ${purged} ${purged === 1 ? 'execution' : 'executions'}`, outcome));
      onClose();
      onPurged();
    },
  });
  const purge = (event: MouseEvent) => {
    event.preventDefault();
    if (!send.isPending) send.mutate({ recursive, ...reasonPart(reason) });
  };
  const count = recursive ? childCount + 1 : 1;
  return (
    <AlertDialogContent
      title={`Purge ${instance.instanceId} for good?`}
      description={<p>Its history, input and output are deleted. This cannot be undone.</p>}
    >
      <CheckField
        checked={recursive}
        onChange={setRecursive}
        label="Include child workflows"
        note={childrenWords(childCount)}
      />
      <ReasonField value={reason} onChange={setReason} />
      <AsCommands instance={instance} action={{ kind: 'purge', ...reasonPart(reason) }} />
      <Refusal error={send.error} />
      <DialogActions>
        <AlertDialogCancel asChild>
          <Button>Cancel</Button>
        </AlertDialogCancel>
        <AlertDialogAction asChild onClick={purge}>
          <Button variant="danger-solid">{purgeWord(send.isPending, count)}</Button>
        </AlertDialogAction>
      </DialogActions>
    </AlertDialogContent>
  );
}

function childrenWords(count: number): string {
  if (count === 0) return 'It started no child workflow.';
  return count === 1 ? 'The one that it started, and all below.' : `The ${count} that it started, and all below.`;
}

function purgeWord(pending: boolean, count: number): string {
  if (pending) return 'Purging…';
  return count === 1 ? 'Purge' : `Purge ${count} executions`;
}
