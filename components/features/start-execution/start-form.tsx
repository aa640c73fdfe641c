'use client';

import { useState, type FormEvent } from 'react';
import { useRouter } from 'next/navigation';
import { useMutation, useQuery } from '@tanstack/react-query';
import { toast } from 'sonner';
import type { z } from 'zod';
import type { startBody } from '@/lib/api/actions';
import { startedSchema } from '@/lib/api/actions';
import { postJson } from '@/lib/api/fetch-json';
import { instancePage } from '@/lib/api/paths';
import { firstDifference, whyNotJson } from '@/components/shared/forms/check-json';
import { indentJson } from '@/components/shared/forms/indent-json';
import { JsonField } from '@/components/shared/forms/json-field';
import { doneWords } from '@/components/shared/forms/outcome-words';
import { ReasonField, reasonPart } from '@/components/shared/forms/reason-field';
import { Refusal } from '@/components/shared/forms/refusal';
import { TextField } from '@/components/shared/forms/text-field';
import type { StartRequest } from '@/components/shared/start-request';
import { workersQuery } from '@/components/shared/use-workers';
import { Button } from '@/components/ui/button';
import { DialogActions, DialogClose } from '@/components/ui/dialog';
import { AppField, WorkflowField } from './choose-workflow';
import { LastInput } from './last-input';

export type StartFormProps = { request: StartRequest; onDone: () => void };

/** App, workflow, id, input and time of a new execution; opens its page when it is there. */
export function StartForm({ request, onDone }: StartFormProps) {
  const router = useRouter();
  const { data } = useQuery(workersQuery());
  const [chosenApp, setApp] = useState(request.appId);
  const [name, setName] = useState(request.name ?? '');
  const [instanceId, setInstanceId] = useState('');
  const [input, setInput] = useState(() => indentJson(request.input ?? ''));
  const [reason, setReason] = useState('');
  const [time, setTime] = useState('');
  const app = data?.apps.find(({ appId }) => appId === chosenApp) ?? data?.apps[0];
  const appId = chosenApp ?? app?.appId ?? '';
  const send = useMutation({
    mutationFn: async (body: z.input<typeof startBody>) => {
      const began = performance.now();
      const started = await postJson(startedSchema, '/api/v1/instances', body);
      return { started, tookMs: performance.now() - began };
    },
    onSuccess: ({ started, tookMs }) => {
      onDone();
      toast.success(doneWords(`Started ${started.instanceId}`, { tookMs }));
      router.push(instancePage(started));
    },
  });
  const badInput = whyNotJson(input);
  const badTime = timeProblem(time);
  const problem = name.trim() === '' ? 'Name the workflow to start.' : (badInput ?? badTime);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (problem !== undefined || send.isPending) return;
    send.mutate({
      ...{ appId, name: name.trim() },
      ...(instanceId.trim() !== '' && { instanceId: instanceId.trim() }),
      ...(input.trim() !== '' && { input: input.trim() }),
      ...(time !== '' && { scheduledStartAt: new Date(time).getTime() }),
      ...reasonPart(reason),
    });
  };
  return (
    <form onSubmit={submit} noValidate>
      <AppField apps={data?.apps} appId={appId} onChange={setApp} />
      <WorkflowField appId={appId} name={name} onChange={setName} />
      <TextField
        label="Instance ID"
        className="mono"
        value={instanceId}
        onChange={setInstanceId}
        hint="Empty: a random one. An ID that was used before is refused."
      />
      <JsonField
        label="Input (JSON)"
        value={input}
        onChange={setInput}
        rows={6}
        problem={badInput}
        hint={inputHint(request, input)}
      />
      {request.input === undefined && <LastInput appId={appId} name={name.trim()} onTake={setInput} />}
      <TextField
        label="Start at"
        type="datetime-local"
        value={time}
        onChange={setTime}
        problem={badTime}
        hint="Empty: at once. The time is that of this computer."
      />
      <ReasonField value={reason} onChange={setReason} />
      <Refusal error={send.error} />
      <DialogActions>
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant="primary" whyDisabled={problem}>
          {send.isPending ? 'Starting…' : 'Start'}
        </Button>
      </DialogActions>
    </form>
  );
}

function inputHint({ input: recorded }: StartRequest, input: string): string {
  if (recorded === undefined || input.trim() === '') return 'Empty: the workflow gets no input.';
  const difference = whyNotJson(input) === undefined ? firstDifference(recorded, input) : undefined;
  return difference === undefined ? 'As recorded.' : `Differs from the recorded input at ${difference}.`;
}

function timeProblem(time: string): string | undefined {
  return time !== '' && Number.isNaN(new Date(time).getTime()) ? 'This is no date and time.' : undefined;
}
