'use client';

import { toast } from 'sonner';
import { doneSchema } from '@/lib/api/actions';
import type { InstanceRef } from '@/lib/domain/instance';
import { refusedToast } from '@/components/shared/forms/refused-toast';
import { useSend } from './use-send';

/** Pause and resume need no confirmation: each undoes the other. */
export function usePauseResume(instance: InstanceRef) {
  const id = instance.instanceId;
  const resume = useSend(instance, {
    action: 'resume',
    schema: doneSchema,
    onDone: () => toast.success(`Resumed ${id}.`),
    onError: (error) => refusedToast(`Could not resume ${id}.`, error),
  });
  const pause = useSend(instance, {
    action: 'pause',
    schema: doneSchema,
    onDone: () =>
      toast.success(`Suspended ${id}.`, {
        duration: 10_000,
        action: { label: 'Undo', onClick: () => resume.mutate({}) },
      }),
    onError: (error) => refusedToast(`Could not pause ${id}.`, error),
  });
  return { pause, resume };
}
