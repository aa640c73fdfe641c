'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import { bulkJobSchema, type bulkSteerBody } from '@/lib/api/bulk';
import { bulkPath } from '@/lib/api/paths';
import { postJson, sendJson } from '@/lib/api/fetch-json';
import { refusedToast } from '@/components/shared/forms/refused-toast';
import { queryKeys } from '@/components/shared/query-keys';

/** Changes a job; the page reads it again when the server has answered. */
export function useSteerJob(id: string) {
  const client = useQueryClient();
  const settle = {
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.bulkJob(id) }),
    onError: (error: unknown) => refusedToast('Could not change the job.', error),
  };
  const steer = useMutation({
    mutationFn: (body: z.input<typeof bulkSteerBody>) =>
      sendJson(bulkJobSchema, bulkPath(id), { method: 'PATCH', body }),
    ...settle,
  });
  const retry = useMutation({ mutationFn: () => postJson(bulkJobSchema, bulkPath(id, 'retry'), {}), ...settle });
  return { steer, retry };
}
