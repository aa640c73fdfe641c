import { z } from 'zod';
import { bulkItemsSchema, bulkJobSchema, type BulkJobDetailJson } from '@/lib/api/bulk';
import { bulkPath } from '@/lib/api/paths';
import { AppError } from '@/lib/domain/app-error';
import { hasBulkEnded, type BulkAction } from '@/lib/domain/bulk-job';
import type { CliContext } from '../cli-context';
import { actionText, FAILED_COLUMNS, previewLines, tallyText } from '../print/bulk-lines';
import { jsonText } from '../print/output-option';
import { countText } from '../print/quantities';
import { tableLines } from '../print/table';
import type { ConsoleClient } from '../server/console-client';
import type { BulkOptions } from './bulk-option';
import { followJob } from './follow-job';

const NOT_ALL_DONE = 1;
const MOST_SHOWN = 10;
const STEP_OF_PROGRESS = 0.05;

export type BulkRequest = {
  readonly action: BulkAction;
  /** The fields of the list's query. */
  readonly filter: { readonly app: readonly string[]; readonly q: string };
  readonly options: BulkOptions & { readonly reason?: string; readonly json?: true };
};

/** Does something to all that match: shows them, asks, lets the console do it, and tells how far it is until it is over. */
export async function runBulk(client: ConsoleClient, request: BulkRequest, context: CliContext): Promise<void> {
  const { action, filter, options } = request;
  const draft = { method: 'POST', body: { action, target: { filter } } } as const;
  const { id } = await client.send(bulkJobSchema, '/api/v1/bulk', draft);
  const onLost = (): void => context.err('The console does not answer any more; asking again …');
  const isReady = ({ state }: BulkJobDetailJson): boolean => state !== 'preparing';
  const ready = await followJob(client, id, { until: isReady, onLook: () => undefined, onLost });
  if (!(await isConfirmed(ready, options, context))) {
    await client.send(z.unknown(), bulkPath(id), { method: 'DELETE' });
    return refuseUnasked(ready, options, context);
  }
  const { reason, rate } = options;
  const confirmation = { method: 'POST', body: { setHash: ready.setHash, reason, rate } } as const;
  const confirmed = await client.send(bulkJobSchema, bulkPath(id, 'confirm'), confirmation);
  if (!options.wait) return context.out(options.json === true ? jsonText(confirmed) : id);
  context.err(`Job ${id} has begun and goes on without this command; \`perdure bulk abort ${id}\` stops it.`);
  const onLook = progressLines(context.err);
  const ended = await followJob(client, id, { until: ({ state }) => hasBulkEnded(state), onLook, onLost });
  await tellEnd(client, ended, { context, isJson: options.json === true });
}

/** Shows what a job would do; true when it shall. */
async function isConfirmed(
  job: BulkJobDetailJson,
  { yes, dryRun }: BulkOptions,
  { out, err, ask }: CliContext,
): Promise<boolean> {
  for (const line of previewLines(job)) (dryRun === true ? out : err)(line);
  if (dryRun === true || job.tally.waiting === 0) return false;
  if (yes === true) return true;
  const question = `Do this to ${countText(job.tally.waiting, 'execution')} (${actionText(job.action)})? [y/N] `;
  return /^y(es)?$/i.test((await ask?.(question))?.trim() ?? '');
}

function refuseUnasked({ tally }: BulkJobDetailJson, { dryRun }: BulkOptions, { out, ask, endWith }: CliContext): void {
  if (dryRun === true) return;
  if (tally.waiting === 0) return out('There is nothing to do.');
  if (ask === undefined) {
    throw new AppError('precondition', 'Nothing was done: nobody sits at the terminal to be asked.', {
      hint: '--yes goes on without asking; --dry-run only shows what would be done.',
    });
  }
  out('Nothing was done.');
  endWith(NOT_ALL_DONE);
}

/** A line at every twentieth of the way, and when a job comes into trouble. */
function progressLines(err: (line: string) => void): (job: BulkJobDetailJson) => void {
  let told = { share: 0, state: '', trouble: '' };
  return (job) => {
    const { tally, state, trouble = '' } = job;
    const share = tally.total === 0 ? 1 : 1 - tally.waiting / tally.total;
    const isNews = share >= told.share + STEP_OF_PROGRESS || state !== told.state || trouble !== told.trouble;
    if (!isNews || hasBulkEnded(state)) return;
    told = { share, state, trouble };
    err([`${state}: ${tallyText(job)}`, ...(trouble === '' ? [] : [trouble])].join(' — '));
  };
}

async function tellEnd(
  client: ConsoleClient,
  job: BulkJobDetailJson,
  { context, isJson }: { readonly context: CliContext; readonly isJson: boolean },
): Promise<void> {
  context.out(isJson ? jsonText(job) : `${job.state}: ${tallyText(job)}`);
  const { failed } = job.tally;
  if (failed > 0 || job.state === 'aborted') context.endWith(NOT_ALL_DONE);
  if (failed === 0) return;
  const search = new URLSearchParams({ state: 'failed', limit: String(MOST_SHOWN) });
  const { items } = await client.get(bulkItemsSchema, bulkPath(job.id, `items?${search}`));
  for (const line of tableLines(FAILED_COLUMNS, items)) context.err(line);
  if (failed > items.length) context.err(`… and ${failed - items.length} more: perdure bulk get ${job.id}`);
  context.err(`They get another try by \`perdure bulk retry ${job.id}\`.`);
}
