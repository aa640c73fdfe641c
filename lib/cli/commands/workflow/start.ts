import { InvalidArgumentError, type Command } from 'commander';
import { startedSchema } from '@/lib/api/actions';
import { AppError } from '@/lib/domain/app-error';
import type { InstanceRef } from '@/lib/domain/instance';
import type { CliContext } from '../../cli-context';
import { examplesText } from '../../examples';
import { jsonText } from '../../print/output-option';
import { payloadOf, withPayload, type PayloadOptions } from '../../read-payload';
import { futureTime, readDuration } from '../../read-time';
import { appIdOf, withAppId, type AppOptions } from '../../server/app-option';
import type { ConsoleClient } from '../../server/console-client';
import { connect, withServer, type ServerOptions } from '../../server/server-option';
import { waitUntilEnded } from '../../server/wait-until-ended';
import { printDetail } from './get';

const DID_NOT_COMPLETE = 1;

type StartOptions = AppOptions &
  PayloadOptions &
  ServerOptions & {
    readonly name?: string;
    readonly instanceId?: string;
    readonly workflowVersion?: string;
    readonly startTime?: number;
    readonly tag: Readonly<Record<string, string>>;
    readonly wait?: true;
    readonly timeout?: number;
    readonly json?: true;
  };

/** `perdure workflow start [workflow]` */
export function addWorkflowStart(workflow: Command, context: CliContext): void {
  const command = workflow
    .command('start')
    .alias('run')
    .description('Starts an execution and prints its instance ID.')
    .argument('[workflow]', 'name of the workflow')
    .option('-n, --name <workflow>', 'name of the workflow, instead of the argument')
    .option('-i, --instance-id <id>', 'its instance ID (default: one is made up); an ID that is taken is refused');
  withPayload(withAppId(command), 'its input')
    .option('--workflow-version <version>', 'version of the workflow')
    .option('-s, --start-time <time>', 'when to start: a time, or how long from now', futureTime(context.now))
    .option('-t, --tag <key=value>', 'a tag; may repeat', oneMoreTag, {})
    .option('-w, --wait', 'waits until it has ended and shows it; exit code 1 when it did not complete')
    .option('--timeout <length>', 'with --wait: how long at most; exit code 8 when it takes longer', readDuration)
    .option('--json', 'JSON, for programs');
  withServer(command)
    .addHelpText(
      'after',
      examplesText([
        [`perdure workflow start OrderWorkflow --app-id orders --input '{"sku":"A-7"}'`, 'start at once'],
        ['perdure workflow start NightlyReport --start-time 2026-12-01T02:00:00Z --tag team=finance', 'start later'],
        ['cat order.json | perdure workflow start OrderWorkflow --input-file - --wait --timeout 5m', 'see how it ends'],
      ]),
    )
    .action((name: string | undefined, options: StartOptions) => start(name ?? options.name, options, context));
}

async function start(name: string | undefined, options: StartOptions, context: CliContext): Promise<void> {
  if (name === undefined || name !== (options.name ?? name)) {
    const wrong = name === undefined ? 'No workflow is named.' : `Two workflows are named: ${name}, ${options.name}.`;
    throw new AppError('invalid', wrong, { hint: 'perdure workflow start <workflow>' });
  }
  const client = connect(options, context);
  const { instanceId, workflowVersion: version, startTime: scheduledStartAt, tag: tags } = options;
  const body = { name, instanceId, version, scheduledStartAt, tags, input: await payloadOf(options, context) };
  const request = { method: 'POST', body: { ...body, appId: await appIdOf(options, client) } } as const;
  const started = await client.send(startedSchema, '/api/v1/instances', request);
  if (options.wait === true) return waitFor(client, { ref: started, options }, context);
  context.out(options.json === true ? jsonText(started) : started.instanceId);
}

async function waitFor(
  client: ConsoleClient,
  { ref, options }: { readonly ref: InstanceRef; readonly options: StartOptions },
  context: CliContext,
): Promise<void> {
  context.err(`Started ${ref.instanceId} in app ${ref.appId}; waiting for its end …`);
  const detail = await waitUntilEnded(client, ref, {
    signal: options.timeout === undefined ? new AbortController().signal : AbortSignal.timeout(options.timeout),
    onLost: () => context.err('The console does not answer any more; asking again …'),
    onChange: () => undefined,
  });
  await printDetail(detail, options.json === true ? 'json' : 'table', context);
  if (detail.instance.status !== 'completed') context.endWith(DID_NOT_COMPLETE);
}

function oneMoreTag(text: string, before: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('A tag is written key=value.');
  return { ...before, [text.slice(0, at)]: text.slice(at + 1) };
}
