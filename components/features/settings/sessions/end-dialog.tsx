import type { MouseEvent } from 'react';
import type { UseMutationResult } from '@tanstack/react-query';
import { toast } from 'sonner';
import { Refusal } from '@/components/shared/forms/refusal';
import { AlertDialogAction, AlertDialogCancel, AlertDialogContent } from '@/components/ui/alert-dialog';
import { Button } from '@/components/ui/button';
import { DialogActions } from '@/components/ui/dialog';

export type EndDialogProps = {
  of: { name?: string };
  end: UseMutationResult<unknown, Error, { name?: string }>;
  onClose: () => void;
};

/** Says what ending sessions does, and does it. */
export function EndDialog({ of, end, onClose }: EndDialogProps) {
  const who = of.name ?? 'everybody';
  const act = (event: MouseEvent) => {
    event.preventDefault();
    if (end.isPending) return;
    end.mutate(of, {
      onSuccess: () => {
        toast.success(`Ended the sessions of ${who}.`);
        onClose();
      },
    });
  };
  const whom = of.name === undefined ? 'Everybody, you included, has' : `In every browser ${of.name} has`;
  return (
    <AlertDialogContent
      title={`End the sessions of ${who}?`}
      description={<p>{whom} to sign in again. API tokens stay in use.</p>}
    >
      <Refusal error={end.error} />
      <DialogActions>
        <AlertDialogCancel asChild>
          <Button>Cancel</Button>
        </AlertDialogCancel>
        <AlertDialogAction asChild onClick={act}>
          <Button variant="danger-solid">{end.isPending ? 'Ending…' : 'End sessions'}</Button>
        </AlertDialogAction>
      </DialogActions>
    </AlertDialogContent>
  );
}
