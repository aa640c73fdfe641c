'use client';

import { useState, type FormEvent, type ReactNode } from 'react';
import type { UseMutationResult } from '@tanstack/react-query';
import type { z } from 'zod';
import type { MeJson } from '@/lib/api/schemas';
import type { createdTokenSchema, TokenBody } from '@/lib/api/tokens';
import { ROLES, roleWord, type Role } from '@/lib/domain/actor';
import { CheckField } from '@/components/shared/forms/check-field';
import { Refusal } from '@/components/shared/forms/refusal';
import { TextField } from '@/components/shared/forms/text-field';
import { Button } from '@/components/ui/button';
import { DialogActions, DialogClose, DialogContent } from '@/components/ui/dialog';
import { Select } from '@/components/ui/select';
import { TokenSecret } from './token-secret';
import { readPatterns } from './token-words';

type Created = z.output<typeof createdTokenSchema>;

export type NewTokenDialogProps = {
  me: MeJson | undefined;
  create: UseMutationResult<Created, Error, TokenBody>;
  onClose: () => void;
};

const DAY_MS = 86_400_000;
const LIFETIMES = [
  { value: '7', label: '7 days' },
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: '1 year' },
  { value: 'never', label: 'Does not expire' },
] as const;
type Lifetime = (typeof LIFETIMES)[number]['value'];

const ROLE_OPTIONS = ROLES.map((role) => ({ value: role, label: roleWord(role) }));

/** What a new token may do and for how long; then its secret, this once. */
export function NewTokenDialog({ me, create, onClose }: NewTokenDialogProps) {
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('viewer');
  const [apps, setApps] = useState('');
  const [workflows, setWorkflows] = useState('');
  const [seesPayloads, setSeesPayloads] = useState(false);
  const [lifetime, setLifetime] = useState<Lifetime>('30');
  if (create.data !== undefined) return <TokenSecret created={create.data} onClose={onClose} />;
  const problem = name.trim() === '' ? 'A token needs a name.' : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (problem !== undefined || create.isPending) return;
    create.mutate({
      ...{ name: name.trim(), role, seesPayloads },
      scope: { apps: [...readPatterns(apps)], workflows: [...readPatterns(workflows)] },
      ...(lifetime !== 'never' && { expiresAt: Date.now() + Number(lifetime) * DAY_MS }),
    });
  };
  return (
    <DialogContent title="New API token" description="It does what it may in your place, and the audit log names it.">
      <form onSubmit={submit} noValidate>
        <TextField label="Name" value={name} onChange={setName} maxLength={100} hint="Who or what uses it." autoFocus />
        <div className="mt-4 flex flex-wrap gap-6">
          <Choice label="Role">
            <Select label="Role" value={role} options={ROLE_OPTIONS} onChange={setRole} />
          </Choice>
          <Choice label="Good for">
            <Select label="Good for" value={lifetime} options={LIFETIMES} onChange={setLifetime} />
          </Choice>
        </div>
        <TextField
          label="Apps (optional)"
          value={apps}
          onChange={setApps}
          hint="App IDs or patterns such as shop-*; empty means all."
        />
        <TextField
          label="Workflows (optional)"
          value={workflows}
          onChange={setWorkflows}
          hint="Names or patterns such as Order*; empty means all."
        />
        {me?.seesPayloads === true && (
          <CheckField
            checked={seesPayloads}
            onChange={setSeesPayloads}
            label="May see payloads"
            note="Inputs, outputs, results and data of events."
          />
        )}
        <Refusal error={create.error} />
        <DialogActions>
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
          <Button type="submit" variant="primary" whyDisabled={problem}>
            {create.isPending ? 'Making…' : 'Make token'}
          </Button>
        </DialogActions>
      </form>
    </DialogContent>
  );
}

/** The select names itself to those who hear it. */
function Choice({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <p aria-hidden className="mb-1 font-medium">
        {label}
      </p>
      {children}
    </div>
  );
}
