import type { Command } from 'commander';
import { bulkItemsSchema, bulkJobDetailSchema, type BulkJobDetailJson } from '@/lib/api/bulk';
import { bulkPath } from '@/lib/api/paths';
import type { CliContext } from '../../cli-context';
import { examplesText } from '../../examples';
import { actionText, FAILED_COLUMNS, groupLines, tallyText } from '../../print/bulk-lines';
import { factLines } from '../../print/facts';
import { instantText } from '../../print/instance-columns';
import { documentText, formatOf, withOutput, type OutputOptions } from '../../print/output-option';
import { tableLines } from '../../print/table';
import { visibleText } from '../../print/visible-text';
import { connect, withServer, type ServerOptions } from '../../server/server-option';

const MOST_FAILED = 100;

/** `perdure bulk get <job>` */
export function addBulkGet(bulk: Command, context: CliContext): void {
  const command = bulk
    .command('get')
    .description('Shows one bulk job: how far it is, what became of its executions, what failed and why.')
    .argument('<job>', 'ID of the job');
  withServer(withOutput(command, ['table', 'json', 'yaml']))
    .addHelpText('after', examplesText([['perdure bulk get 0d9f6c1e-4a55-4c0e-9d0b-2f1f0c6a7b11', 'one job']]))
    .action((id: string, options: OutputOptions & ServerOptions) => get(id, options, context));
}

async function get(id: string, options: OutputOptions & ServerOptions, context: CliContext): Promise<void> {
  const client = connect(options, context);
  const job = await client.get(bulkJobDetailSchema, bulkPath(id));
  const format = formatOf(options);
  if (format === 'json' || format === 'yaml') return context.out(await documentText(job, format));
  const lines = [...factLines(factsOf(job)), '', ...groupLines(job.groups, 'waiting')];
  for (const line of lines) context.out(line);
  if (job.tally.failed === 0) return;
  const { items } = await client.get(bulkItemsSchema, bulkPath(id, `items?state=failed&limit=${MOST_FAILED}`));
  for (const line of ['', ...tableLines(FAILED_COLUMNS, items)]) context.out(line);
  if (job.tally.failed > items.length) context.err(`… and ${job.tally.failed - items.length} more that failed.`);
}

function factsOf(job: BulkJobDetailJson): readonly (readonly [string, string])[] {
  const { id, action, state, owner, reason, rate, createdAt, endedAt, trouble } = job;
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['Job', id],
    ['Action', actionText(action)],
    ['State', state],
    ['Progress', tallyText(job)],
    ['Trouble', trouble],
    ['By', owner.name],
    ['Reason', reason],
    ['Rate', rate === undefined ? 'no limit' : `${rate} in a second at most`],
    ['Created', instantText(createdAt)],
    ['Ended', endedAt === undefined ? undefined : instantText(endedAt)],
  ];
  return facts.flatMap(([name, value]) => (value === undefined ? [] : [[name, visibleText(value)] as const]));
}
