'use client';

import { useState, type FormEvent } from 'react';
import type { InstanceRef } from '@/lib/domain/instance';
import { AsCommands } from '@/components/shared/commands/as-commands';
import { ReasonField, reasonPart } from '@/components/shared/forms/reason-field';
import { Refusal } from '@/components/shared/forms/refusal';
import { Button } from '@/components/ui/button';
import { DialogActions, DialogClose, DialogContent } from '@/components/ui/dialog';
import { useHold, type HoldAction } from './use-hold';

export type HoldDialogProps = { instance: InstanceRef; action: HoldAction; onClose: () => void };

const WORDS = {
  pause: {
    ...{ verb: 'Pause', pending: 'Pausing…' },
    description: 'Results of steps in flight are recorded; nothing new starts until somebody resumes it.',
  },
  resume: {
    ...{ verb: 'Resume', pending: 'Resuming…' },
    description: 'It goes on with what came in while it was suspended.',
  },
} as const;

const shownBelow = (): void => undefined;

/** Pause or resume with a reason, which also stands in the history. */
export function HoldDialog({ instance, action, onClose }: HoldDialogProps) {
  const [reason, setReason] = useState('');
  const send = useHold(instance, { onDone: onClose, onError: shownBelow })[action];
  const { verb, pending, description } = WORDS[action];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!send.isPending) send.mutate(reasonPart(reason));
  };
  return (
    <DialogContent title={`${verb} ${instance.instanceId}`} description={description}>
      <form onSubmit={submit} noValidate>
        <ReasonField value={reason} onChange={setReason} />
        <AsCommands instance={instance} action={{ kind: action, ...reasonPart(reason) }} />
        <Refusal error={send.error} />
        <DialogActions>
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
          <Button type="submit" variant="primary">
            {send.isPending ? pending : verb}
          </Button>
        </DialogActions>
      </form>
    </DialogContent>
  );
}
