import type { Command } from 'commander';
import { instancePath } from '@/lib/api/paths';
import { instanceDetailSchema, type InstanceDetailJson } from '@/lib/api/schemas';
import type { CliContext } from '../../cli-context';
import { examplesText } from '../../examples';
import { factLines } from '../../print/facts';
import { instanceFacts } from '../../print/instance-facts';
import { documentText, formatOf, withOutput, type OutputFormat, type OutputOptions } from '../../print/output-option';
import { paintFor } from '../../print/paint';
import { refOf, withAppId, type AppOptions } from '../../server/app-option';
import { connect, withServer, type ServerOptions } from '../../server/server-option';

/** `perdure workflow get <id>` */
export function addWorkflowGet(workflow: Command, context: CliContext): void {
  const command = workflow
    .command('get')
    .description('Shows one execution: status, times, payloads, what it waits for, why it failed.')
    .argument('<id>', 'instance ID');
  withServer(withOutput(withAppId(command), ['table', 'json', 'yaml']))
    .addHelpText(
      'after',
      examplesText([
        ['perdure workflow get order-4711 --app-id orders', 'all there is to say, for people'],
        ['perdure workflow get order-4711 --json | jq -r .instance.status', 'its status, for a script'],
      ]),
    )
    .action(async (id: string, options: AppOptions & OutputOptions & ServerOptions) => {
      const client = connect(options, context);
      const detail = await client.get(instanceDetailSchema, instancePath(await refOf(id, options, client)));
      await printDetail(detail, formatOf(options), context);
    });
}

/** Prints one execution. */
export async function printDetail(
  detail: InstanceDetailJson,
  format: OutputFormat,
  context: CliContext,
): Promise<void> {
  if (format === 'json' || format === 'yaml') return context.out(await documentText(detail, format));
  const facts = instanceFacts(detail, { now: context.now(), paint: paintFor(context) });
  for (const line of factLines(facts)) context.out(line);
}
