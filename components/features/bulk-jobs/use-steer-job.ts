'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toast } from 'sonner';
import type { z } from 'zod';
import { bulkJobSchema, type bulkSteerBody } from '@/lib/api/bulk';
import { postJson, sendJson } from '@/lib/api/fetch-json';
import { bulkPath } from '@/components/shared/bulk/bulk-queries';
import { wordsOf } from '@/components/shared/forms/error-words';
import { queryKeys } from '@/components/shared/query-keys';

/** Changes a job; the page reads it again when the server has answered. */
export function useSteerJob(id: string) {
  const client = useQueryClient();
  const settle = {
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.bulkJob(id) }),
    onError: (error: unknown) => void toast.error(wordsOf(error).message, { description: wordsOf(error).hint }),
  };
  const steer = useMutation({
    mutationFn: (body: z.input<typeof bulkSteerBody>) =>
      sendJson(bulkJobSchema, bulkPath(id), { method: 'PATCH', body }),
    ...settle,
  });
  const retry = useMutation({ mutationFn: () => postJson(bulkJobSchema, bulkPath(id, 'retry'), {}), ...settle });
  return { steer, retry };
}
