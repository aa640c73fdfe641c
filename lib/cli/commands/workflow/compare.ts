import type { Command } from 'commander';
import { comparisonSchema } from '@/lib/api/compare';
import { instancePath, refParam } from '@/lib/api/paths';
import type { CliContext } from '../../cli-context';
import { examplesText } from '../../examples';
import { comparisonLines, withheldWords } from '../../print/comparison-lines';
import { documentText, formatOf, withOutput, type OutputOptions } from '../../print/output-option';
import { refOf, withAppId, type AppOptions } from '../../server/app-option';
import { connect, withServer, type ServerOptions } from '../../server/server-option';

const DIFFERENT = 1;

type CompareOptions = AppOptions &
  OutputOptions &
  ServerOptions & { readonly otherAppId?: string; readonly onlyDifferences?: true };

/** `perdure workflow compare <a> <b>`: exit code 0 when they did the same, 1 when not. */
export function addWorkflowCompare(workflow: Command, context: CliContext): void {
  const command = workflow
    .command('compare')
    .description('Tells where two executions differ, step by step: exit code 0 when they did the same, 1 when not.')
    .argument('<a>', 'instance ID')
    .argument('<b>', 'instance ID of the other one');
  withAppId(command)
    .option('--other-app-id <id>', 'App ID of the other one, when it is not the same')
    .option('--only-differences', 'leaves out the steps that are equal');
  withServer(withOutput(command, ['table', 'json', 'yaml']))
    .addHelpText(
      'after',
      examplesText([
        ['perdure workflow compare order-4711 order-4712 --only-differences', 'what went otherwise this time'],
        ['perdure workflow compare order-4711 order-4711-rerun && echo the same', 'did a rerun do the same?'],
      ]),
    )
    .action((a: string, b: string, options: CompareOptions) => compare([a, b], options, context));
}

async function compare([a, b]: readonly [string, string], options: CompareOptions, context: CliContext): Promise<void> {
  const client = connect(options, context);
  const ref = await refOf(a, options, client);
  const other = await refOf(b, { appId: options.otherAppId ?? ref.appId }, client);
  const search = new URLSearchParams({ with: refParam(other) });
  const comparison = await client.get(comparisonSchema, instancePath(ref, `compare?${search}`));
  const format = formatOf(options);
  if (format === 'json' || format === 'yaml') context.out(await documentText(comparison, format));
  else for (const line of comparisonLines(comparison, options.onlyDifferences === true)) context.out(line);
  const withheld = withheldWords(comparison);
  if (withheld !== undefined) context.err(withheld);
  if (!comparison.isSame) context.endWith(DIFFERENT);
}
