'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toast } from 'sonner';
import { doneSchema } from '@/lib/api/actions';
import { postJson } from '@/lib/api/fetch-json';
import { instancePath } from '@/lib/api/paths';
import type { InstanceRef } from '@/lib/domain/instance';
import { wordsOf } from '@/components/shared/forms/error-words';
import { queryKeys } from '@/components/shared/query-keys';
import { useWhyNotRole } from '@/components/shared/use-me';
import { useRuntimeState } from '@/components/shared/use-runtime-state';
import { Button } from '@/components/ui/button';

export type RetryNowButtonProps = {
  instance: InstanceRef;
  /** Action id of what the next try waits for: the timer of the workflow, or the activity that rests. */
  eventId: number;
};

/** Ends the wait before the next try. */
export function RetryNowButton({ instance, eventId }: RetryNowButtonProps) {
  const { whyNoActions } = useRuntimeState();
  const whyNotRole = useWhyNotRole('operator');
  const client = useQueryClient();
  const retry = useMutation({
    mutationFn: () => postJson(doneSchema, instancePath(instance, 'retry-now'), { eventId }),
    onSuccess: () => toast.success('The wait is over; the next try begins.'),
    onError: (error) => {
      const { message, hint } = wordsOf(error);
      toast.error('Could not try again now.', { description: hint ?? message });
    },
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.instance(instance) }),
  });
  return (
    <Button size="compact" whyDisabled={whyNotRole ?? whyNoActions} onClick={() => retry.mutate()}>
      {retry.isPending ? 'Trying…' : 'Retry now'}
    </Button>
  );
}
