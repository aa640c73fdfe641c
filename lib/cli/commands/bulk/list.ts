import type { Command } from 'commander';
import { bulkJobsSchema } from '@/lib/api/bulk';
import type { CliContext } from '../../cli-context';
import { examplesText } from '../../examples';
import { JOB_COLUMNS } from '../../print/bulk-lines';
import { documentText, formatOf, withOutput, type OutputOptions } from '../../print/output-option';
import { tableLines } from '../../print/table';
import { connect, withServer, type ServerOptions } from '../../server/server-option';

/** `perdure bulk list` */
export function addBulkList(bulk: Command, context: CliContext): void {
  const command = bulk.command('list').alias('ls').description('Lists the newest bulk jobs.');
  withServer(withOutput(command, ['table', 'json', 'yaml', 'ids', 'ndjson']))
    .addHelpText('after', examplesText([['perdure bulk list', 'what was done to many, by whom, and how far it is']]))
    .action((options: OutputOptions & ServerOptions) => list(options, context));
}

async function list(options: OutputOptions & ServerOptions, context: CliContext): Promise<void> {
  const { jobs } = await connect(options, context).get(bulkJobsSchema, '/api/v1/bulk');
  const format = formatOf(options);
  if (format === 'json' || format === 'yaml') return context.out(await documentText(jobs, format));
  if (format === 'ids' || format === 'ndjson') {
    for (const job of jobs) context.out(format === 'ids' ? job.id : JSON.stringify(job));
    return;
  }
  if (jobs.length === 0) return context.err('There is no bulk job.');
  for (const line of tableLines(JOB_COLUMNS, jobs)) context.out(line);
}
