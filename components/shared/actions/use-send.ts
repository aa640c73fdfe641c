'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import type { ActionBodies } from '@/lib/api/actions';
import { postJson } from '@/lib/api/fetch-json';
import { instancePath } from '@/lib/api/paths';
import type { InstanceAction } from '@/lib/domain/allowed-actions';
import type { InstanceRef } from '@/lib/domain/instance';
import type { Outcome } from '../forms/outcome-words';
import { queryKeys } from '../query-keys';
import { untilObserved, type Status } from './until-observed';

export type Send<A extends InstanceAction, S extends z.ZodType> = {
  readonly action: A;
  readonly schema: S;
  /** How the execution is when it is done; absent: the server's answer is the outcome. */
  readonly isDone?: (status: Status) => boolean;
  readonly onDone: (answer: z.output<S>, outcome: Outcome) => void;
  readonly onError?: (error: unknown) => void;
};

/**
 * Sends one action and reads the execution again when the server has answered; the page never guesses the outcome, and
 * measures the time until it has seen it.
 */
export function useSend<A extends InstanceAction, S extends z.ZodType>(
  ref: InstanceRef,
  { action, schema, isDone, onDone, onError }: Send<A, S>,
) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (body: ActionBodies[A]) => {
      const began = performance.now();
      const answer = await postJson(schema, instancePath(ref, action), body);
      const isSeen = isDone === undefined || (await untilObserved(client, ref, isDone));
      return { answer, outcome: { tookMs: performance.now() - began, isDone: isSeen } };
    },
    onSuccess: ({ answer, outcome }) => {
      onDone(answer, outcome);
      void client.invalidateQueries({ queryKey: queryKeys.instance(ref) });
    },
    onError: (error) => onError?.(error),
  });
}
