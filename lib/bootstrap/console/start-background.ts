import { AppError } from '@/lib/domain/app-error';
import { startBulkRunner, type BulkRunner } from '@/lib/services/bulk/bulk-runner';
import { onBulkChange } from './bulk-changes';
import { consoleRim } from './console-rim';
import { once } from './once';

/**
 * Starts what a console process does without being asked, once: it works on bulk jobs, its own and those left by others. Resolves when the
 * first request can be answered.
 */
export async function startBackground(): Promise<void> {
  await consoleRim.ready();
  once<BulkRunner>('bulkRunner', () => {
    const runner = startBulkRunner(consoleRim.context(), (id, error) => {
      // No store yet, or a runtime that is away: it is tried again, and pages say so.
      if (error instanceof AppError && error.code === 'unavailable') return;
      consoleRim
        .log()
        .error({ err: error, ...(id !== '' && { job: id }) }, 'working on bulk jobs failed; it is tried again');
    });
    onBulkChange(() => runner.wake());
    return runner;
  });
}
