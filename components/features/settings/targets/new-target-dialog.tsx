'use client';

import { useState, type FormEvent } from 'react';
import type { UseMutationResult } from '@tanstack/react-query';
import { toast } from 'sonner';
import type { FoundTargetJson, TargetBody } from '@/lib/api/targets';
import { CheckField } from '@/components/shared/forms/check-field';
import { Refusal } from '@/components/shared/forms/refusal';
import { TextField } from '@/components/shared/forms/text-field';
import { Button } from '@/components/ui/button';
import { DialogActions, DialogClose, DialogContent } from '@/components/ui/dialog';
import { Select } from '@/components/ui/select';
import { draftOf, NO_FIELDS, type TargetFields } from './target-draft';

export type NewTargetDialogProps = {
  /** A sidecar of this machine to begin with. */
  from: FoundTargetJson | undefined;
  add: UseMutationResult<unknown, Error, TargetBody>;
  check: UseMutationResult<{ version: string }, Error, TargetBody>;
  onClose: () => void;
};

const SECRETS = [
  { value: 'none', label: 'None' },
  { value: 'env', label: 'In a variable' },
  { value: 'file', label: 'In a file' },
] as const;

const SECRET_HINTS: Record<TargetFields['secret'], string> = {
  none: '',
  env: "Of the console's environment: DAPR_API_TOKEN, or a name that ends in _DAPR_API_TOKEN.",
  file: 'A file in the folder "secrets" beside the mirror. The token itself is never kept or shown.',
};

/** Which sidecar, and how it is reached; it has to answer before it is added. */
export function NewTargetDialog({ from, add, check, onClose }: NewTargetDialogProps) {
  const [fields, setFields] = useState<TargetFields>({ ...NO_FIELDS, ...from });
  const set = (change: Partial<TargetFields>) => {
    check.reset();
    setFields({ ...fields, ...change });
  };
  const draft = draftOf(fields);
  const problem = 'problem' in draft ? draft.problem : undefined;
  const isBusy = add.isPending || check.isPending;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!('body' in draft) || isBusy) return;
    add.mutate(draft.body, {
      onSuccess: () => {
        toast.success(`Added the sidecar of ${draft.body.appId}.`);
        onClose();
      },
    });
  };
  const ask = () => {
    add.reset();
    if ('body' in draft && !isBusy) check.mutate(draft.body);
  };
  return (
    <DialogContent
      title="Add a target"
      description="The sidecar of a Dapr app. It is asked whether it answers before it is added."
    >
      <form onSubmit={submit} noValidate>
        <TextField label="App ID" value={fields.appId} onChange={(appId) => set({ appId })} maxLength={128} autoFocus />
        <TextField
          label="Address"
          value={fields.address}
          onChange={(address) => set({ address })}
          hint="gRPC port on this machine, host:port, or https://host:port."
        />
        <SecretFields fields={fields} onChange={set} />
        <CheckField
          checked={fields.usesTls}
          onChange={(usesTls) => set({ usesTls })}
          label="Encrypted (TLS)"
          note="As https:// says too."
        />
        {fields.usesTls && (
          <TextField
            label="Certificate (optional)"
            value={fields.ca}
            onChange={(ca) => set({ ca })}
            hint="PEM file in the folder for secrets; empty for one that this machine trusts anyway."
          />
        )}
        <Refusal error={add.error ?? check.error} />
        {check.data !== undefined && (
          <p role="status" className="mt-3 text-text-2">
            It answers: Dapr {check.data.version}.
          </p>
        )}
        <DialogActions>
          <Button type="button" className="mr-auto" whyDisabled={problem} onClick={ask}>
            {check.isPending ? 'Checking…' : 'Check'}
          </Button>
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
          <Button type="submit" variant="primary" whyDisabled={problem}>
            {add.isPending ? 'Adding…' : 'Add target'}
          </Button>
        </DialogActions>
      </form>
    </DialogContent>
  );
}

type SecretFieldsProps = { fields: TargetFields; onChange: (change: Partial<TargetFields>) => void };

function SecretFields({ fields: { secret, secretName }, onChange }: SecretFieldsProps) {
  return (
    <div className="mt-4">
      <p aria-hidden className="mb-1 font-medium">
        API token
      </p>
      <Select label="API token" value={secret} options={SECRETS} onChange={(chosen) => onChange({ secret: chosen })} />
      {secret !== 'none' && (
        <TextField
          label={secret === 'env' ? 'Variable' : 'File'}
          value={secretName}
          onChange={(name) => onChange({ secretName: name })}
          hint={SECRET_HINTS[secret]}
        />
      )}
    </div>
  );
}
