import { Option, type Command } from 'commander';
import { hasEnded } from '@/lib/domain/instance-status';
import type { InstanceRef } from '@/lib/domain/instance';
import type { CliContext } from '../../cli-context';
import { examplesText } from '../../examples';
import { waitingText, instantText } from '../../print/instance-columns';
import { paintFor } from '../../print/paint';
import { shortText, visibleText } from '../../print/visible-text';
import { readDuration } from '../../read-time';
import { refOf, withAppId, type AppOptions } from '../../server/app-option';
import type { ConsoleClient } from '../../server/console-client';
import type { InstanceRow } from '../../server/each-page';
import { followChanges, type FollowRequest } from '../../server/follow-changes';
import { connect, withServer, type ServerOptions } from '../../server/server-option';
import { waitUntilEnded } from '../../server/wait-until-ended';

const DID_NOT_COMPLETE = 1;
const LONGEST_ERROR = 120;

type WatchOptions = AppOptions & ServerOptions & { readonly output: 'table' | 'ndjson'; readonly timeout?: number };

type Show = { readonly row: (row: InstanceRow) => void; readonly purged: (ref: InstanceRef) => void };

/** `perdure workflow watch [id]` */
export function addWorkflowWatch(workflow: Command, context: CliContext): void {
  const command = workflow
    .command('watch')
    .description('Prints a line for each change as it happens: of one execution until it has ended, or of all.')
    .argument('[id]', 'instance ID (default: all that change)');
  withAppId(command)
    .addOption(
      new Option('-o, --output <format>', 'how changes are written').choices(['table', 'ndjson']).default('table'),
    )
    .option('--timeout <length>', 'how long at most', readDuration);
  withServer(command)
    .addHelpText(
      'after',
      examplesText([
        ['perdure workflow watch order-4711', 'until it has ended; exit code 1 when it did not complete'],
        ['perdure workflow watch --app-id orders -o ndjson', 'all that changes in one app, for programs'],
      ]),
    )
    .action((id: string | undefined, options: WatchOptions) => watch(id, options, context));
}

async function watch(id: string | undefined, options: WatchOptions, context: CliContext): Promise<void> {
  const client = connect(options, context);
  const follow = {
    signal: AbortSignal.any([context.stop, timeoutOf(options)].filter((signal) => signal !== undefined)),
    onLost: () => context.err('The console does not answer any more; asking again …'),
  };
  const show = options.output === 'ndjson' ? asJson(context) : asLines(context);
  if (id === undefined) return watchAll(client, { ...follow, appId: options.appId }, show);
  const ref = await refOf(id, options, client);
  const { instance } = await waitUntilEnded(client, ref, { ...follow, onChange: show.row });
  if (instance.status !== 'completed') context.endWith(DID_NOT_COMPLETE);
}

function timeoutOf({ timeout }: WatchOptions): AbortSignal | undefined {
  return timeout === undefined ? undefined : AbortSignal.timeout(timeout);
}

async function watchAll(
  client: ConsoleClient,
  { appId, ...follow }: FollowRequest & { readonly appId: string | undefined },
  show: Show,
): Promise<void> {
  const isMeant = (ref: InstanceRef): boolean => appId === undefined || ref.appId === appId;
  for await (const message of followChanges(client, follow)) {
    if (message.kind === 'ready') continue;
    message.feed.changed.filter(isMeant).forEach(show.row);
    message.feed.purged.filter(isMeant).forEach(show.purged);
  }
}

function asJson({ out }: CliContext): Show {
  return { row: (row) => out(JSON.stringify(row)), purged: (purged) => out(JSON.stringify({ purged })) };
}

function asLines(context: CliContext): Show {
  const paint = paintFor(context);
  return {
    row(row) {
      const { updatedAt, appId, instanceId, name, status } = row;
      const about = hasEnded(status) ? lastWords(row) : waitingText(row);
      const parts = [instantText(updatedAt), appId, instanceId, name].map(visibleText);
      context.out([...parts, paint(status, status), ...(about === '' ? [] : [visibleText(about)])].join('  '));
    },
    purged: ({ appId, instanceId }) =>
      context.out([instantText(context.now()), visibleText(appId), visibleText(instanceId), 'purged'].join('  ')),
  };
}

function lastWords({ status, lastError = '' }: InstanceRow): string {
  return status === 'failed' ? shortText(lastError, LONGEST_ERROR) : '';
}
