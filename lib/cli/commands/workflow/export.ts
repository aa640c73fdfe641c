import { Option, type Command } from 'commander';
import { exportedRunSchema, type ExportedRunJson } from '@/lib/api/bundle';
import { instancePath } from '@/lib/api/paths';
import { PERDURE_VERSION } from '@/lib/bootstrap/version';
import { AppError } from '@/lib/domain/app-error';
import type { InstanceRef } from '@/lib/domain/instance';
import { sealBundle } from '../../bundle/bundle-file';
import type { CliContext } from '../../cli-context';
import { examplesText } from '../../examples';
import { requireFreeFile, withFile, writeAnswer, type FileOptions } from '../../file-option';
import { wholeNumber } from '../../number-option';
import { countText } from '../../print/quantities';
import { refOf, withAppId, type AppOptions } from '../../server/app-option';
import type { ConsoleClient } from '../../server/console-client';
import { eachPage } from '../../server/each-page';
import { connect, withServer, type ServerOptions } from '../../server/server-option';

/** All of a bundle is in memory at once. */
const USUAL_MOST = 100;

type ExportOptions = AppOptions &
  ServerOptions &
  FileOptions & {
    readonly query?: string;
    readonly limit: number;
    readonly redact?: 'payloads';
    readonly redactPath?: readonly string[];
  };

/** `perdure workflow export [id…]` */
export function addWorkflowExport(workflow: Command, context: CliContext): void {
  const command = workflow
    .command('export')
    .description('Writes executions with all that is kept of them, as one file that can be imported elsewhere.')
    .argument('[id...]', 'instance IDs')
    .option('-q, --query <query>', 'those that a query of the filter language finds, instead of IDs')
    .option('-l, --limit <n>', 'refuses when the query finds more', wholeNumber(1, 10_000), USUAL_MOST)
    .addOption(new Option('--redact <what>', 'takes out all payloads').choices(['payloads']))
    .option('--redact-path <path...>', 'takes out these places of payloads, such as customer.email');
  withServer(withFile(withAppId(command)))
    .addHelpText(
      'after',
      examplesText([
        ['perdure workflow export order-4711 -f order.json', 'one, for a colleague'],
        ["perdure workflow export --query 'status:failed created:>1d' --redact payloads -f failed.json", 'no payloads'],
        ['perdure workflow export order-4711 --redact-path customer.email card.number', 'less of each payload'],
      ]),
    )
    .action((ids: readonly string[], options: ExportOptions) => exportRuns(ids, options, context));
}

async function exportRuns(ids: readonly string[], options: ExportOptions, context: CliContext): Promise<void> {
  const { query, redact, redactPath = [] } = options;
  if ((ids.length === 0) === (query === undefined)) {
    throw new AppError('invalid', 'Name executions by their IDs, or find them by --query.', { hint: 'One of both.' });
  }
  requireFreeFile(options, context);
  const client = connect(options, context);
  const search = new URLSearchParams(redactPath.map((path) => ['path', path]));
  if (redact !== undefined) search.set('redact', redact);
  const runs: ExportedRunJson[] = [];
  for (const ref of await refsOf(ids, options, client)) {
    runs.push(await client.get(exportedRunSchema, instancePath(ref, `export?${search}`)));
  }
  writeAnswer(sealBundle(runs, { perdure: PERDURE_VERSION, exportedAt: context.now() }), options, context);
  context.err(`${countText(runs.length, 'execution')}${redactionWords(runs)}.`);
}

async function refsOf(
  ids: readonly string[],
  options: ExportOptions,
  client: ConsoleClient,
): Promise<readonly InstanceRef[]> {
  const { query, appId, limit } = options;
  if (query === undefined) return Promise.all(ids.map((id) => refOf(id, options, client)));
  const filter = { statuses: [], names: [], appIds: appId === undefined ? [] : [appId], query };
  const found: InstanceRef[] = [];
  const hasMore = await eachPage(client, { filter, most: limit }, (rows) => void found.push(...rows));
  if (found.length === 0) throw new AppError('not_found', 'No execution matches.');
  if (hasMore) {
    throw new AppError('invalid', `The query finds more than ${limit} executions.`, {
      hint: 'Narrow it, or allow more by --limit.',
    });
  }
  return found;
}

function redactionWords(runs: readonly ExportedRunJson[]): string {
  const kinds = new Set(runs.map(({ redaction }) => redaction.kind));
  if (kinds.has('withheld')) return ', without payloads, which you may not see';
  if (kinds.has('payloads')) return ', payloads redacted; messages of failures stay';
  return kinds.has('paths') ? ', with places of payloads redacted' : ', with their payloads';
}
