import type { Command } from 'commander';
import { startedSchema } from '@/lib/api/actions';
import type { ExportedRunJson } from '@/lib/api/bundle';
import { openBundle } from '../../bundle/bundle-file';
import type { CliContext } from '../../cli-context';
import { examplesText } from '../../examples';
import { countText } from '../../print/quantities';
import { visibleText } from '../../print/visible-text';
import { readText, STANDARD_INPUT } from '../../read-text';
import { connect, withServer, type ServerOptions } from '../../server/server-option';

type ImportOptions = ServerOptions & {
  readonly appId?: string;
  readonly prefix?: string;
  readonly reason?: string;
};

/** `perdure workflow import <file>` */
export function addWorkflowImport(workflow: Command, context: CliContext): void {
  const command = workflow
    .command('import')
    .description('Keeps executions from such a file, to be looked at. They are never run, and can only be purged.')
    .argument('<file>', 'what `perdure workflow export` wrote; "-" reads standard input')
    .option('-a, --app-id <id>', 'keeps them under this App ID (default: the one that each had)')
    .option('--prefix <text>', 'puts this before each instance ID, where that is taken')
    .option('-r, --reason <text>', 'why; it is kept in the audit log');
  withServer(command)
    .addHelpText(
      'after',
      examplesText([
        ['perdure workflow import order.json', 'under the IDs that they had'],
        ['perdure workflow import order.json --app-id default --prefix from-production-', 'beside what is there'],
        ["perdure workflow list 'tag.perdure.imported:*'", 'what was imported'],
      ]),
    )
    .action((file: string, options: ImportOptions) => importRuns(file, options, context));
}

async function importRuns(file: string, options: ImportOptions, context: CliContext): Promise<void> {
  const runs = openBundle(await readText(file, context), file === STANDARD_INPUT ? 'Standard input' : file);
  const client = connect(options, context);
  let count = 0;
  try {
    for (const run of runs) {
      const body = bodyOf(run, options);
      const { instanceId } = await client.send(startedSchema, '/api/v1/imports', { method: 'POST', body });
      count += 1;
      context.out(visibleText(instanceId));
    }
  } finally {
    const all = count === runs.length ? '' : ` of ${runs.length}`;
    context.err(`${countText(count, 'execution')}${all} imported, to be looked at.`);
  }
}

function bodyOf(run: ExportedRunJson, { appId, prefix = '', reason }: ImportOptions): object {
  return { run, appId, instanceId: `${prefix}${run.instanceId}`, reason };
}
