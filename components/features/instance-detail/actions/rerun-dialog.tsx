'use client';

import { useState, type FormEvent } from 'react';
import { startedSchema } from '@/lib/api/actions';
import type { InstanceRef } from '@/lib/domain/instance';
import { payloadOf } from '@/lib/graph/event-words';
import { Button } from '@/components/ui/button';
import { DialogActions, DialogClose, DialogContent } from '@/components/ui/dialog';
import { Select } from '@/components/ui/select';
import { firstDifference, whyNotJson } from '@/components/shared/forms/check-json';
import { indentJson } from '@/components/shared/forms/indent-json';
import { JsonField } from '@/components/shared/forms/json-field';
import type { Outcome } from '@/components/shared/forms/outcome-words';
import { ReasonField, reasonPart } from '@/components/shared/forms/reason-field';
import { AsCommands } from '@/components/shared/commands/as-commands';
import { Refusal } from '@/components/shared/forms/refusal';
import type { RerunTarget } from './rerun-plan';
import { TextField } from '@/components/shared/forms/text-field';
import type { Execution } from '../use-execution';
import { useWholeEvent } from '../use-whole-event';
import { useSend } from '@/components/shared/actions/use-send';

export type RerunDialogProps = {
  instance: InstanceRef;
  entries: Execution['entries'];
  targets: readonly RerunTarget[];
  initial: RerunTarget;
  proposedId: string;
  onClose: () => void;
  onStarted: (started: InstanceRef, outcome: Outcome) => void;
  /** Asked for a new execution with the input of the workflow instead. */
  onStartOver: () => void;
};

/** Starts a new execution that keeps what came before a step and repeats the rest. */
export function RerunDialog({ instance, entries, targets, initial, proposedId, ...on }: RerunDialogProps) {
  const [target, setTarget] = useState(initial);
  const [newId, setNewId] = useState(proposedId);
  const [reason, setReason] = useState('');
  const [edited, setEdited] = useState<string>();
  const recorded = useRecordedInput({ instance, entries }, target);
  const input = edited ?? indentJson(recorded.text);
  const send = useSend(instance, {
    action: 'rerun',
    schema: startedSchema,
    onDone: (started, outcome) => {
      on.onClose();
      on.onStarted(started, outcome);
    },
  });
  const choose = (stepId: string) => {
    const chosen = targets.find((candidate) => candidate.stepId === stepId);
    if (chosen === undefined) return;
    setTarget(chosen);
    setEdited(undefined);
  };
  const changed = target.takesInput && edited !== undefined ? firstDifference(recorded.text, input) : undefined;
  const badInput = recorded.why ?? inputProblem(changed, input);
  const badId = idProblem(newId, instance.instanceId);
  const problem = badId ?? badInput;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (problem !== undefined || send.isPending) return;
    const replaced = changed === undefined ? {} : { input };
    send.mutate({ eventId: target.eventId, newInstanceId: newId.trim(), ...replaced, ...reasonPart(reason) });
  };
  return (
    <DialogContent
      title={`Run again from ${target.name}`}
      description={`A new execution keeps the results before this step and repeats the rest; ${instance.instanceId} is not changed. Steps unfinished at that point run again as well.`}
    >
      <form onSubmit={submit} noValidate>
        <p className="mt-3 flex flex-wrap items-center gap-2 text-text-2">
          To begin with the first step, and with another input if need be:
          <Button size="compact" onClick={on.onStartOver}>
            Start over…
          </Button>
        </p>
        {targets.length > 1 && <TargetField target={target} targets={targets} onChoose={choose} />}
        <TextField label="New instance ID" className="mono" value={newId} onChange={setNewId} problem={badId} />
        {target.takesInput ? (
          <JsonField
            label={`Input of ${target.name} (JSON)`}
            value={input}
            onChange={setEdited}
            rows={rowsFor(recorded.text)}
            problem={badInput}
            hint={changed === undefined ? 'As recorded.' : `Differs from the recorded input at ${changed}.`}
          />
        ) : (
          <p className="mt-4 text-text-3">This step has no input.</p>
        )}
        <ReasonField value={reason} onChange={setReason} />
        <AsCommands
          instance={instance}
          action={{ kind: 'rerun', eventId: target.eventId, newInstanceId: newId.trim() }}
        />
        <Refusal error={send.error} />
        <DialogActions>
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
          <Button type="submit" variant="primary" whyDisabled={problem}>
            {send.isPending ? 'Starting…' : 'Start new execution'}
          </Button>
        </DialogActions>
      </form>
    </DialogContent>
  );
}

type Recorded = { readonly text: string; readonly why: string | undefined };

/** The input of a step as it was recorded, or why it is not there yet. */
function useRecordedInput(execution: Pick<RerunDialogProps, 'instance' | 'entries'>, target: RerunTarget): Recorded {
  const { event, isCut, error } = useWholeEvent(execution, target.takesInput ? target.sequence : undefined);
  if (!isCut) return { text: (event === undefined ? target.input : payloadOf(event)) ?? '', why: undefined };
  const why = error instanceof Error ? `could not be read: ${error.message}` : 'is being read.';
  return { text: '', why: `The recorded input ${why}` };
}

type TargetFieldProps = Pick<RerunDialogProps, 'targets'> & { target: RerunTarget; onChoose: (stepId: string) => void };

function TargetField({ target, targets, onChoose }: TargetFieldProps) {
  return (
    <div className="mt-4">
      <p className="mb-1 font-medium">From step</p>
      <Select
        label="From step"
        value={target.stepId}
        onChange={onChoose}
        className="w-full"
        options={targets.map(({ stepId, name, eventId }) => ({ value: stepId, label: `${name} (action ${eventId})` }))}
      />
    </div>
  );
}

/** Tall enough for the recorded input, within reason; it does not grow while somebody types. */
function rowsFor(input: string): number {
  return Math.min(Math.max(indentJson(input).split('\n').length + 1, 5), 12);
}

function inputProblem(changed: string | undefined, input: string): string | undefined {
  if (changed === undefined) return undefined;
  return input.trim() === ''
    ? 'The recorded input cannot be replaced by nothing. Type null instead.'
    : whyNotJson(input);
}

function idProblem(newId: string, instanceId: string): string | undefined {
  if (newId.trim() === '') return 'A new execution needs an instance ID.';
  return newId.trim() === instanceId ? 'The new execution needs an ID of its own.' : undefined;
}
