'use client';

import type { MouseEvent } from 'react';
import type { UseMutationResult } from '@tanstack/react-query';
import { toast } from 'sonner';
import type { TargetJson } from '@/lib/api/targets';
import { Refusal } from '@/components/shared/forms/refusal';
import { AlertDialogAction, AlertDialogCancel, AlertDialogContent } from '@/components/ui/alert-dialog';
import { Button } from '@/components/ui/button';
import { DialogActions } from '@/components/ui/dialog';

export type RemoveDialogProps = {
  target: TargetJson;
  remove: UseMutationResult<unknown, Error, string>;
  onClose: () => void;
};

/** Says what removing does, and does it. */
export function RemoveDialog({ target: { appId, readFrom }, remove, onClose }: RemoveDialogProps) {
  const act = (event: MouseEvent) => {
    event.preventDefault();
    if (remove.isPending) return;
    remove.mutate(appId, {
      onSuccess: () => {
        toast.success(`Removed the sidecar of ${appId}.`);
        onClose();
      },
    });
  };
  const then =
    readFrom === 'sidecar'
      ? 'Its executions leave this console. In the cluster nothing changes.'
      : 'Its executions are shown as before; nothing can be done to them from here. In the cluster nothing changes.';
  return (
    <AlertDialogContent title={`Remove the target ${appId}?`} description={<p>{then}</p>}>
      <Refusal error={remove.error} />
      <DialogActions>
        <AlertDialogCancel asChild>
          <Button>Cancel</Button>
        </AlertDialogCancel>
        <AlertDialogAction asChild onClick={act}>
          <Button variant="danger-solid">{remove.isPending ? 'Removing…' : 'Remove'}</Button>
        </AlertDialogAction>
      </DialogActions>
    </AlertDialogContent>
  );
}
