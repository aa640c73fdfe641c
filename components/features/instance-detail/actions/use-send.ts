'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import type { ActionBodies } from '@/lib/api/actions';
import { postJson } from '@/lib/api/fetch-json';
import { instancePath } from '@/lib/api/paths';
import type { InstanceAction } from '@/lib/domain/allowed-actions';
import type { InstanceRef } from '@/lib/domain/instance';
import { queryKeys } from '@/components/shared/query-keys';

export type Send<A extends InstanceAction, S extends z.ZodType> = {
  readonly action: A;
  readonly schema: S;
  readonly onDone: (answer: z.output<S>) => void;
  readonly onError?: (error: unknown) => void;
};

/** Sends one action and reads the execution again when the server has answered; the page never guesses the outcome. */
export function useSend<A extends InstanceAction, S extends z.ZodType>(
  ref: InstanceRef,
  { action, schema, onDone, onError }: Send<A, S>,
) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: ActionBodies[A]) => postJson(schema, instancePath(ref, action), body),
    onSuccess: (answer) => {
      onDone(answer);
      void client.invalidateQueries({ queryKey: queryKeys.instance(ref) });
    },
    onError: (error) => onError?.(error),
  });
}
