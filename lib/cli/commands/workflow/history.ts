import type { Command } from 'commander';
import type { CliContext } from '../../cli-context';
import { examplesText } from '../../examples';
import { historyColumns } from '../../print/history-columns';
import { documentText, formatOf, withOutput, type OutputOptions } from '../../print/output-option';
import { tableLines } from '../../print/table';
import { refOf, withAppId, type AppOptions } from '../../server/app-option';
import { readHistory } from '../../server/read-history';
import { connect, withServer, type ServerOptions } from '../../server/server-option';

/** Tables show less of a text. */
const TABLE_CUT = 1_000;

type HistoryOptions = AppOptions & OutputOptions & ServerOptions;

/** `perdure workflow history <id>` */
export function addWorkflowHistory(workflow: Command, context: CliContext): void {
  const command = workflow
    .command('history')
    .description('Shows what happened in one execution, event by event.')
    .argument('<id>', 'instance ID');
  withServer(withOutput(withAppId(command), ['table', 'wide', 'json', 'yaml', 'ndjson']))
    .addHelpText(
      'after',
      examplesText([
        ['perdure workflow history order-4711', 'a line an event, with the time since the first one'],
        ['perdure workflow history order-4711 -o ndjson | grep task-failed', 'events whole, one a line'],
      ]),
    )
    .action((id: string, options: HistoryOptions) => history(id, options, context));
}

async function history(id: string, options: HistoryOptions, context: CliContext): Promise<void> {
  const format = formatOf(options);
  const isTable = format === 'table' || format === 'wide';
  const client = connect(options, context);
  const lines = await readHistory(client, await refOf(id, options, client), isTable ? TABLE_CUT : undefined);
  if (format === 'json' || format === 'yaml') context.out(await documentText(lines, format));
  else if (!isTable) for (const line of lines) context.out(JSON.stringify(line));
  else for (const line of tableLines(historyColumns(lines, format === 'wide'), lines)) context.out(line);
}
