'use client';

import { useState, type MouseEvent } from 'react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { toast } from 'sonner';
import { bulkJobSchema, type bulkConfirmBody, type BulkJobDetailJson } from '@/lib/api/bulk';
import { bulkPath } from '@/lib/api/paths';
import { doneSchema } from '@/lib/api/actions';
import { fetchJson, postJson } from '@/lib/api/fetch-json';
import type { InstanceAction } from '@/lib/domain/allowed-actions';
import type { z } from 'zod';
import { bulkJobQuery, bulkPage } from '@/components/shared/bulk/bulk-queries';
import { ACTION_WORDS } from '@/components/shared/bulk/bulk-words';
import { formatCount } from '@/components/shared/format-number';
import { queryKeys } from '@/components/shared/query-keys';
import { Refusal } from '@/components/shared/forms/refusal';
import { TextField } from '@/components/shared/forms/text-field';
import { AlertDialog, AlertDialogAction, AlertDialogCancel, AlertDialogContent } from '@/components/ui/alert-dialog';
import { Button } from '@/components/ui/button';
import { DialogActions } from '@/components/ui/dialog';
import { actionOf, FIRST_FORM, whyNotSend, type BulkForm } from './bulk-form';
import { BulkFields } from './bulk-fields';
import { BulkPreview } from './bulk-preview';
import { draftBody, type BulkTarget } from './draft-body';

export type BulkDialogProps = {
  action: InstanceAction;
  target: BulkTarget;
  onClose: () => void;
  onStarted: () => void;
};

/** Freezes the set at once and shows what would be hit; nothing is done before it is confirmed. */
export function BulkDialog({ action, target, onClose, onStarted }: BulkDialogProps) {
  const [body] = useState(() => draftBody(action, target));
  const draft = useQuery({
    queryKey: ['bulk', 'draft', body],
    queryFn: () => postJson(bulkJobSchema, '/api/v1/bulk', body),
    ...{ staleTime: Infinity, gcTime: 0, retry: false, refetchOnWindowFocus: false },
  });
  const id = draft.data?.id;
  const job = useQuery({ ...bulkJobQuery(id ?? ''), enabled: id !== undefined, refetchInterval: refetchUntilReady });
  const drop = () => {
    // What nobody confirms is deleted after an hour anyway.
    if (id !== undefined) void fetchJson(doneSchema, bulkPath(id), { method: 'DELETE' }).catch(() => undefined);
    onClose();
  };
  return (
    <AlertDialog open onOpenChange={(isOpen) => (isOpen ? undefined : drop())}>
      <Panel action={action} job={job.data} error={draft.error ?? job.error} onStarted={onStarted} />
    </AlertDialog>
  );
}

const WHILE_PREPARING_MS = 250;

function refetchUntilReady({ state }: { state: { data?: BulkJobDetailJson | undefined } }): number | false {
  return state.data === undefined || state.data.state === 'preparing' ? WHILE_PREPARING_MS : false;
}

type PanelProps = Pick<BulkDialogProps, 'action' | 'onStarted'> & {
  job: BulkJobDetailJson | undefined;
  error: unknown;
};

function Panel({ action, job, error, onStarted }: PanelProps) {
  const router = useRouter();
  const client = useQueryClient();
  const [form, setForm] = useState(FIRST_FORM);
  const [typed, setTyped] = useState('');
  const confirm = useMutation({
    mutationFn: ({ id, ...body }: z.input<typeof bulkConfirmBody> & { id: string }) =>
      postJson(bulkJobSchema, bulkPath(id, 'confirm'), body),
    onSuccess: ({ id }) => {
      toast.success('The job runs on the server; this tab may be closed.');
      void client.invalidateQueries({ queryKey: queryKeys.bulkJob(id) });
      onStarted();
      router.push(bulkPage(id));
    },
  });
  const hit = job?.tally.waiting ?? 0;
  const mustType = (action === 'terminate' || action === 'purge') && hit > UNTYPED ? String(hit) : undefined;
  const why = whyNot(action, form, { job, mustType, typed });
  const send = (event: MouseEvent) => {
    event.preventDefault();
    if (why !== undefined || job === undefined || confirm.isPending) return;
    const { reason, rate } = form;
    confirm.mutate({
      ...{ id: job.id, setHash: job.setHash, action: actionOf(action, form) },
      ...(reason.trim() !== '' && { reason: reason.trim() }),
      ...(rate.trim() !== '' && { rate: Number(rate) }),
    });
  };
  return (
    <AlertDialogContent
      title={titleOf(action, job)}
      description={<BulkPreview action={action} job={job} />}
      className="w-[min(640px,calc(100vw-32px))]"
    >
      <BulkFields action={action} form={form} onChange={(part: Partial<BulkForm>) => setForm({ ...form, ...part })} />
      {mustType !== undefined && (
        <TextField label={`Type ${mustType} to confirm`} value={typed} onChange={setTyped} inputMode="numeric" />
      )}
      <Refusal error={error ?? confirm.error} />
      <DialogActions>
        <AlertDialogCancel asChild>
          <Button>Cancel</Button>
        </AlertDialogCancel>
        <AlertDialogAction asChild onClick={send}>
          <Button variant={action === 'terminate' || action === 'purge' ? 'danger-solid' : 'primary'} whyDisabled={why}>
            {confirm.isPending ? 'Starting…' : sendWord(action, job)}
          </Button>
        </AlertDialogAction>
      </DialogActions>
    </AlertDialogContent>
  );
}

function sendWord(action: InstanceAction, job: BulkJobDetailJson | undefined): string {
  const { verb } = ACTION_WORDS[action];
  if (job === undefined) return verb;
  return `${action === 'raise-event' ? 'Raise for' : verb} ${formatCount(job.tally.waiting)}`;
}

/** What cannot be undone is typed from so many executions on. */
const UNTYPED = 100;

type Standing = { job: BulkJobDetailJson | undefined; mustType: string | undefined; typed: string };

function whyNot(action: InstanceAction, form: BulkForm, { job, mustType, typed }: Standing): string | undefined {
  if (job === undefined || job.state === 'preparing') return 'The set is still being written down.';
  if (job.tally.waiting === 0) return `None of them can be ${ACTION_WORDS[action].past}.`;
  if (mustType !== undefined && typed.replaceAll(/[\s,]/g, '') !== mustType) return `Type ${mustType} first.`;
  return whyNotSend(action, form);
}

function titleOf(action: InstanceAction, job: BulkJobDetailJson | undefined): string {
  const { verb } = ACTION_WORDS[action];
  if (job === undefined || job.state === 'preparing') return `${verb}: which executions?`;
  const many = `${formatCount(job.tally.waiting)} ${job.tally.waiting === 1 ? 'execution' : 'executions'}`;
  return action === 'raise-event' ? `Raise an event for ${many}?` : `${verb} ${many}?`;
}
