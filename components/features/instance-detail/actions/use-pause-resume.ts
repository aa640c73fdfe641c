'use client';

import { toast } from 'sonner';
import { doneSchema } from '@/lib/api/actions';
import type { InstanceRef } from '@/lib/domain/instance';
import { wordsOf } from '@/components/shared/forms/error-words';
import { useSend } from './use-send';

/** Pause and resume need no confirmation: each undoes the other. */
export function usePauseResume(instance: InstanceRef) {
  const id = instance.instanceId;
  const resume = useSend(instance, {
    action: 'resume',
    schema: doneSchema,
    onDone: () => toast.success(`Resumed ${id}.`),
    onError: (error) => refused(`Could not resume ${id}.`, error),
  });
  const pause = useSend(instance, {
    action: 'pause',
    schema: doneSchema,
    onDone: () =>
      toast.success(`Suspended ${id}.`, {
        duration: 10_000,
        action: { label: 'Undo', onClick: () => resume.mutate({}) },
      }),
    onError: (error) => refused(`Could not pause ${id}.`, error),
  });
  return { pause, resume };
}

/** An error stays until somebody has read it. */
function refused(title: string, error: unknown): void {
  const { message, hint } = wordsOf(error);
  toast.error(title, { description: hint === undefined ? message : `${message} ${hint}`, duration: Infinity });
}
