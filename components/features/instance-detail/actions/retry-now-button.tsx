'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toast } from 'sonner';
import { doneSchema } from '@/lib/api/actions';
import { postJson } from '@/lib/api/fetch-json';
import { instancePath } from '@/lib/api/paths';
import type { InstanceRef } from '@/lib/domain/instance';
import { doneWords } from '@/components/shared/forms/outcome-words';
import { refusedToast } from '@/components/shared/forms/refused-toast';
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
  const { whyNot } = useRuntimeState();
  const whyNotRole = useWhyNotRole('operator');
  const client = useQueryClient();
  const retry = useMutation({
    mutationFn: async () => {
      const began = performance.now();
      await postJson(doneSchema, instancePath(instance, 'retry-now'), { eventId });
      return { tookMs: performance.now() - began };
    },
    onSuccess: (outcome) => toast.success(`${doneWords('The wait was ended', outcome)} The next try begins.`),
    onError: (error) => refusedToast('Could not try again now.', error),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.instance(instance) }),
  });
  return (
    <Button
      size="compact"
      whyDisabled={whyNotRole ?? whyNot('retry-now', instance.appId)}
      onClick={() => retry.mutate()}
    >
      {retry.isPending ? 'Trying…' : 'Retry now'}
    </Button>
  );
}
