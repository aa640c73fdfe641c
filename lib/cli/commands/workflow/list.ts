import type { Command } from 'commander';
import type { CliContext } from '../../cli-context';
import { examplesText } from '../../examples';
import { filterFrom, withFilter, type FilterOptions } from '../../filter-option';
import { wholeNumber } from '../../number-option';
import { instanceColumns } from '../../print/instance-columns';
import { documentText, formatOf, withOutput, type OutputFormat, type OutputOptions } from '../../print/output-option';
import { paintFor } from '../../print/paint';
import { countText } from '../../print/quantities';
import { tableLines } from '../../print/table';
import { visibleText } from '../../print/visible-text';
import { eachPage, type InstanceRow } from '../../server/each-page';
import { connect, withServer, type ServerOptions } from '../../server/server-option';

const DEFAULT_LIMIT = 50;

type ListOptions = FilterOptions & OutputOptions & ServerOptions & { readonly limit: number; readonly all?: true };

/** `perdure workflow list [query]` */
export function addWorkflowList(workflow: Command, context: CliContext): void {
  const command = workflow
    .command('list')
    .alias('ls')
    .description('Lists executions, newest first.')
    .argument('[query...]', 'what to find, in the filter language of the console');
  withFilter(command)
    .option('-l, --limit <n>', 'how many at most', wholeNumber(1, Number.MAX_SAFE_INTEGER), DEFAULT_LIMIT)
    .option('--all', 'all of them, whatever --limit says');
  withServer(withOutput(command, ['table', 'wide', 'json', 'yaml', 'ids', 'ndjson']))
    .addHelpText(
      'after',
      examplesText([
        ["perdure workflow list 'status:failed app:orders created:>2h'", 'what failed in the last two hours'],
        ['perdure workflow list --status failed,stalled --name OrderWorkflow -o wide', 'the same language in flags'],
        ["perdure workflow list 'step:Notify.failed' --all -o ids", 'every instance ID, one a line'],
      ]),
    )
    .action((query: readonly string[], options: ListOptions) => list(query.join(' '), options, context));
}

async function list(query: string, options: ListOptions, context: CliContext): Promise<void> {
  const format = formatOf(options);
  const most = options.all === true ? Number.MAX_SAFE_INTEGER : options.limit;
  const rows: InstanceRow[] = [];
  let count = 0;
  const hasMore = await eachPage(connect(options, context), { filter: filterFrom(options, query), most }, (page) => {
    count += page.length;
    if (format === 'ids') for (const { instanceId } of page) context.out(visibleText(instanceId));
    else if (format === 'ndjson') for (const row of page) context.out(JSON.stringify(row));
    else rows.push(...page);
  });
  if (format !== 'ids' && format !== 'ndjson')
    for (const line of await linesOf(rows, format, context)) context.out(line);
  if (hasMore) {
    context.err(`${countText(count, 'execution')}, and there may be more: --all lists every one.`);
  } else if (format === 'table' || format === 'wide') {
    context.err(count === 0 ? 'No execution matches.' : `${countText(count, 'execution')}.`);
  }
}

async function linesOf(
  rows: readonly InstanceRow[],
  format: OutputFormat,
  context: CliContext,
): Promise<readonly string[]> {
  if (format === 'json' || format === 'yaml') return [await documentText(rows, format)];
  if (rows.length === 0) return [];
  const look = { isWide: format === 'wide', now: context.now(), paint: paintFor(context) };
  return tableLines(instanceColumns(look), rows);
}
