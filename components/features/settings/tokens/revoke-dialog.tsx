'use client';

import type { MouseEvent } from 'react';
import type { UseMutationResult } from '@tanstack/react-query';
import { toast } from 'sonner';
import type { TokenJson } from '@/lib/api/tokens';
import { Refusal } from '@/components/shared/forms/refusal';
import { AlertDialogAction, AlertDialogCancel, AlertDialogContent } from '@/components/ui/alert-dialog';
import { Button } from '@/components/ui/button';
import { DialogActions } from '@/components/ui/dialog';

export type RevokeDialogProps = {
  token: TokenJson;
  revoke: UseMutationResult<unknown, Error, string>;
  onClose: () => void;
};

/** Says what revoking does, and does it. */
export function RevokeDialog({ token, revoke, onClose }: RevokeDialogProps) {
  const act = (event: MouseEvent) => {
    event.preventDefault();
    if (revoke.isPending) return;
    revoke.mutate(token.id, {
      onSuccess: () => {
        toast.success(`Revoked ${token.name}.`);
        onClose();
      },
    });
  };
  return (
    <AlertDialogContent
      title={`Revoke ${token.name}?`}
      description={<p>Whatever uses it is refused from now on. This cannot be undone.</p>}
    >
      <Refusal error={revoke.error} />
      <DialogActions>
        <AlertDialogCancel asChild>
          <Button>Cancel</Button>
        </AlertDialogCancel>
        <AlertDialogAction asChild onClick={act}>
          <Button variant="danger-solid">{revoke.isPending ? 'Revoking…' : 'Revoke'}</Button>
        </AlertDialogAction>
      </DialogActions>
    </AlertDialogContent>
  );
}
