'use client';

import { useState, type MouseEvent } from 'react';
import { doneSchema } from '@/lib/api/actions';
import type { InstanceRef } from '@/lib/domain/instance';
import { hasEnded } from '@/lib/domain/instance-status';
import { AlertDialogAction, AlertDialogCancel, AlertDialogContent } from '@/components/ui/alert-dialog';
import { Button } from '@/components/ui/button';
import { DialogActions } from '@/components/ui/dialog';
import { whyNotJson } from '@/components/shared/forms/check-json';
import { CheckField } from '@/components/shared/forms/check-field';
import { JsonField } from '@/components/shared/forms/json-field';
import { ReasonField, reasonPart } from '@/components/shared/forms/reason-field';
import { AsCommands } from '@/components/shared/commands/as-commands';
import { Refusal } from '@/components/shared/forms/refusal';
import { outcomeToast } from './outcome-toast';
import { useSend } from '@/components/shared/actions/use-send';

export type TerminateDialogProps = {
  instance: InstanceRef;
  /** Direct children that have not ended. */
  openChildren: number;
  onClose: () => void;
};

/** Says what terminating hits, and does it. */
export function TerminateDialog({ instance, openChildren, onClose }: TerminateDialogProps) {
  const [recursive, setRecursive] = useState(true);
  const [output, setOutput] = useState('');
  const [reason, setReason] = useState('');
  const send = useSend(instance, {
    action: 'terminate',
    schema: doneSchema,
    isDone: hasEnded,
    onDone: (_, outcome) => {
      const id = instance.instanceId;
      outcomeToast(outcome, { done: `Terminated ${id}`, asked: `terminate ${id}` });
      onClose();
    },
  });
  const broken = whyNotJson(output);
  const count = recursive ? openChildren + 1 : 1;
  const terminate = (event: MouseEvent) => {
    event.preventDefault();
    if (broken !== undefined || send.isPending) return;
    send.mutate({ recursive, ...(output.trim() === '' ? {} : { output }), ...reasonPart(reason) });
  };
  return (
    <AlertDialogContent
      title={`Terminate ${instance.instanceId}?`}
      description={
        <p>
          It stops without running its own clean-up. A step in flight may still finish; its result is dropped. History
          is kept. This cannot be undone.
        </p>
      }
    >
      <CheckField
        checked={recursive}
        onChange={setRecursive}
        label="Include child workflows"
        note={childrenNote(openChildren)}
      />
      <JsonField label="Output (JSON, optional)" value={output} onChange={setOutput} problem={broken} rows={3} />
      <ReasonField value={reason} onChange={setReason} />
      <AsCommands instance={instance} action={{ kind: 'terminate', output, ...reasonPart(reason) }} />
      <Refusal error={send.error} />
      <DialogActions>
        <AlertDialogCancel asChild>
          <Button>Cancel</Button>
        </AlertDialogCancel>
        <AlertDialogAction asChild onClick={terminate}>
          <Button
            variant="danger-solid"
            whyDisabled={broken === undefined ? undefined : 'The output is not valid JSON.'}
          >
            {terminateWord(send.isPending, count)}
          </Button>
        </AlertDialogAction>
      </DialogActions>
    </AlertDialogContent>
  );
}

function terminateWord(pending: boolean, count: number): string {
  if (pending) return 'Terminating…';
  return count === 1 ? 'Terminate' : `Terminate ${count} executions`;
}

function childrenNote(open: number): string {
  if (open === 0) return 'No child workflow is open now.';
  return `${open} open ${open === 1 ? 'child is' : 'children are'} terminated too, eventually.`;
}
