import type { Command } from 'commander';
import { FASTEST_RATE } from '@/lib/domain/bulk-job';
import { wholeNumber } from '../number-option';

/** Executions in a second, unless somebody says otherwise. */
export const USUAL_RATE = 50;

/** Options of a command that may be done to many executions. */
export type BulkOptions = {
  readonly query?: string;
  readonly yes?: true;
  readonly dryRun?: true;
  readonly rate: number;
  readonly wait: boolean;
};

/** Adds `--query` and what belongs to it. */
export function withBulk(command: Command): Command {
  return command
    .option('-q, --query <query>', 'all that match, in the filter language of the console; they are shown first')
    .option('-y, --yes', 'with --query: does not ask whether to go on')
    .option('--dry-run', 'with --query: shows what would be done to which, and does nothing')
    .option('--rate <n>', 'with --query: how many in a second at most', wholeNumber(1, FASTEST_RATE), USUAL_RATE)
    .option('--no-wait', 'with --query: does not wait until all is done, and prints the ID of the job');
}
