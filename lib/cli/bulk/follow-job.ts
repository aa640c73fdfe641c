import { setTimeout as pause } from 'node:timers/promises';
import { bulkJobDetailSchema, type BulkJobDetailJson } from '@/lib/api/bulk';
import { bulkPath } from '@/lib/api/paths';
import { AppError } from '@/lib/domain/app-error';
import type { ConsoleClient } from '../server/console-client';

/** Milliseconds between two looks at a job: first and longest. */
const FIRST_PAUSE = 50;
const LONGEST_PAUSE = 1_000;
const MOST_LOSSES = 120;

type Look = {
  readonly until: (job: BulkJobDetailJson) => boolean;
  readonly onLook: (job: BulkJobDetailJson) => void;
  /** Called when the console does not answer any more, once, before it is asked again and again. */
  readonly onLost: () => void;
};

/** Looks at a job until it is so. Throws `unavailable` when the console stays away. */
export async function followJob(
  client: ConsoleClient,
  id: string,
  { until, onLook, onLost }: Look,
): Promise<BulkJobDetailJson> {
  let wait = FIRST_PAUSE;
  for (let losses = 0; ; wait = Math.min(wait * 2, LONGEST_PAUSE)) {
    const job = await client.get(bulkJobDetailSchema, bulkPath(id)).catch((error: unknown) => {
      if (!(error instanceof AppError) || error.code !== 'unavailable' || losses >= MOST_LOSSES) throw error;
      return undefined;
    });
    losses = job === undefined ? losses + 1 : 0;
    if (losses === 1) onLost();
    if (job !== undefined) onLook(job);
    if (job !== undefined && until(job)) return job;
    await pause(wait);
  }
}
