'use client';

import { useState, type FormEvent } from 'react';
import { toast } from 'sonner';
import { doneSchema } from '@/lib/api/actions';
import type { InstanceRef } from '@/lib/domain/instance';
import { Button } from '@/components/ui/button';
import { DialogActions, DialogClose, DialogContent } from '@/components/ui/dialog';
import { whyNotJson } from '@/components/shared/forms/check-json';
import { JsonField } from '@/components/shared/forms/json-field';
import { doneWords } from '@/components/shared/forms/outcome-words';
import { ReasonField, reasonPart } from '@/components/shared/forms/reason-field';
import { AsCommands } from '@/components/shared/commands/as-commands';
import { Refusal } from '@/components/shared/forms/refusal';
import { TextField } from '@/components/shared/forms/text-field';
import { recentPayloads, rememberPayload } from './recent-payloads';
import { useSend } from '@/components/shared/actions/use-send';

export type RaiseEventDialogProps = {
  instance: InstanceRef;
  /** Names the workflow is known to wait for. */
  awaited: readonly string[];
  /** The name to begin with. */
  name?: string | undefined;
  onClose: () => void;
};

/** Name and payload of an event to hand to the workflow. */
export function RaiseEventDialog({ instance, awaited, name: initial, onClose }: RaiseEventDialogProps) {
  const [name, setName] = useState(initial ?? awaited[0] ?? '');
  const [payload, setPayload] = useState('');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const send = useSend(instance, {
    action: 'raise-event',
    schema: doneSchema,
    onDone: (_, outcome) => {
      rememberPayload(instance.appId, name.trim(), payload);
      toast.success(doneWords(`Raised ${name.trim()}`, outcome));
      onClose();
    },
  });
  const unnamed = name.trim() === '' ? 'An event needs a name.' : undefined;
  const broken = whyNotJson(payload);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (unnamed !== undefined || broken !== undefined || send.isPending) return;
    send.mutate({ name: name.trim(), ...(payload.trim() === '' ? {} : { data: payload }), ...reasonPart(reason) });
  };
  return (
    <DialogContent title="Raise an event" description={<RaiseHint name={name} awaited={awaited} />}>
      <form onSubmit={submit} noValidate>
        <TextField label="Event name" value={name} onChange={setName} problem={tried ? unnamed : undefined} />
        {awaited.length > 0 && <AwaitedNames names={awaited} onPick={setName} />}
        <JsonField
          label="Payload (JSON, optional)"
          value={payload}
          onChange={setPayload}
          problem={broken}
          hint="Sending twice satisfies two waits."
        />
        <ReasonField value={reason} onChange={setReason} />
        <RecentPayloads payloads={recentPayloads(instance.appId, name.trim())} onPick={setPayload} />
        <AsCommands instance={instance} action={{ kind: 'raise-event', name: name.trim(), input: payload }} />
        <Refusal error={send.error} />
        <DialogActions>
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
          <Button
            type="submit"
            variant="primary"
            whyDisabled={broken === undefined ? undefined : 'The payload is not valid JSON.'}
          >
            {send.isPending ? 'Raising…' : `Raise ${name.trim() === '' ? 'event' : name.trim()}`}
          </Button>
        </DialogActions>
      </form>
    </DialogContent>
  );
}

function RaiseHint({ name, awaited }: { name: string; awaited: readonly string[] }) {
  if (name.trim() === '') return 'The event is kept until the workflow asks for it by its name.';
  const waits = awaited.some((known) => known.toLowerCase() === name.trim().toLowerCase());
  if (waits) return `${name.trim()} is being waited for.`;
  return 'Nothing is known to wait for this name; the event is kept until the workflow asks for it.';
}

function RecentPayloads({ payloads, onPick }: { payloads: readonly string[]; onPick: (payload: string) => void }) {
  if (payloads.length === 0) return null;
  return (
    <div className="mt-2 flex flex-wrap items-center gap-2 text-text-2">
      Sent before:
      {payloads.map((text) => (
        <Button key={text} size="compact" className="mono max-w-60" onClick={() => onPick(text)}>
          <span className="truncate">{text}</span>
        </Button>
      ))}
    </div>
  );
}

function AwaitedNames({ names, onPick }: { names: readonly string[]; onPick: (name: string) => void }) {
  return (
    <div className="mt-2 flex flex-wrap items-center gap-2 text-text-2">
      Awaited:
      {names.map((name) => (
        <Button key={name} size="compact" onClick={() => onPick(name)}>
          {name}
        </Button>
      ))}
    </div>
  );
}
