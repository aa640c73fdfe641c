import type { Command } from 'commander';
import { doneSchema } from '@/lib/api/actions';
import { instancePath } from '@/lib/api/paths';
import { instanceDetailSchema } from '@/lib/api/schemas';
import { whyNot, type InstanceAction } from '@/lib/domain/allowed-actions';
import { AppError } from '@/lib/domain/app-error';
import type { InstanceRef } from '@/lib/domain/instance';
import type { BulkAction } from '@/lib/domain/bulk-job';
import { USUAL_RATE, withBulk, type BulkOptions } from '../../bulk/bulk-option';
import { runBulk } from '../../bulk/run-bulk';
import type { CliContext } from '../../cli-context';
import { jsonText } from '../../print/output-option';
import { refOf, withAppId, type AppOptions } from '../../server/app-option';
import type { ConsoleClient } from '../../server/console-client';
import { connect, withServer, type ServerOptions } from '../../server/server-option';

/** Options of every command that changes an execution. */
export type SteerOptions = AppOptions &
  ServerOptions &
  Partial<BulkOptions> & { readonly instanceId?: string; readonly reason?: string; readonly json?: true };

/** What is done to an execution. */
export type SteerPlan = {
  /** What must be possible in the state that the execution is in; absent: the console's server says whether it is. */
  readonly action?: InstanceAction;
  /** What to do to many; absent: it is done to one at a time only. */
  readonly many?: BulkAction;
  /** Does it to one, and resolves with what to print: a line for people, the API's answer for programs. */
  readonly one: (target: Target) => Promise<Steered>;
};

/** One execution, and the console to ask for it. */
export type Target = { readonly client: ConsoleClient; readonly ref: InstanceRef };

export type Steered = { readonly line: string; readonly answer: unknown };

/** Adds the options that say which execution is meant. */
export function withTarget(command: Command): Command {
  const named = withAppId(command).option('-i, --instance-id <id>', 'instance ID, instead of the argument');
  return withServer(named.option('--json', 'JSON, for programs'));
}

/** Adds the options that say which executions are meant: one, or many by a query. */
export function withTargets(command: Command): Command {
  return withBulk(withTarget(command));
}

/** Does what is planned to the execution that argument and options name, and prints what came of it. */
export async function steer(
  { id, options, plan }: { readonly id: string | undefined; readonly options: SteerOptions; readonly plan: SteerPlan },
  context: CliContext,
): Promise<void> {
  const client = connect(options, context);
  if (options.query !== undefined) return steerMany(client, { id, options, plan }, context);
  if (options.dryRun === true) throw new AppError('invalid', '--dry-run belongs to --query.', { hint: DRY_HINT });
  const target = { client, ref: await refOf(instanceIdOf(id, options), options, client) };
  if (plan.action !== undefined) await refuseImpossible(target, plan.action);
  const { line, answer } = await plan.one(target);
  context.out(options.json === true ? jsonText(answer) : line);
}

async function steerMany(
  client: ConsoleClient,
  { id, options, plan }: { readonly id: string | undefined; readonly options: SteerOptions; readonly plan: SteerPlan },
  context: CliContext,
): Promise<void> {
  const { query = '', appId, instanceId, rate = USUAL_RATE, wait = true } = options;
  const named = id ?? instanceId;
  if (named !== undefined) {
    throw new AppError('invalid', `Both ${named} and --query are given.`, {
      hint: 'Leave one of them out; `id:…` in the query means instance IDs.',
    });
  }
  if (query.trim() === '' || plan.many === undefined) {
    throw new AppError('invalid', 'The query is empty.', { hint: "All there is: --query 'id:*'." });
  }
  const filter = { app: appId === undefined ? [] : [appId], q: query };
  await runBulk(client, { action: plan.many, filter, options: { ...options, rate, wait } }, context);
}

const DRY_HINT = 'Nothing was done. What one execution is like is shown by `perdure workflow get`.';

/** An engine takes most actions on an ended execution without a word, and nothing comes of them. */
async function refuseImpossible({ client, ref }: Target, action: InstanceAction): Promise<void> {
  const { instance } = await client.get(instanceDetailSchema, instancePath(ref));
  const { status, parent, tags } = instance;
  const reason = whyNot(action, { status, isChild: parent !== undefined, tags });
  if (reason === undefined) return;
  throw new AppError('precondition', `Cannot ${ACTION_WORDS[action]} ${ref.instanceId}. ${reason}`);
}

const ACTION_WORDS: Record<InstanceAction, string> = {
  pause: 'suspend',
  resume: 'resume',
  'raise-event': 'send an event to',
  terminate: 'terminate',
  rerun: 'rerun',
  purge: 'purge',
};

function instanceIdOf(id: string | undefined, { instanceId }: SteerOptions): string {
  const named = id ?? instanceId;
  if (named === undefined) throw new AppError('invalid', 'No execution is named.', { hint: 'Give its instance ID.' });
  if (named === (instanceId ?? named)) return named;
  throw new AppError('invalid', `Two instance IDs are given: ${named} and ${instanceId}.`);
}

/** Asks for an action that answers with nothing but that it is done. `past`: what was done, as a sentence begins. */
export async function steerOne(
  { client, ref }: Target,
  { tail, past, body }: { readonly tail: string; readonly past: string; readonly body: object },
): Promise<Steered> {
  const answer = await client.send(doneSchema, instancePath(ref, tail), { method: 'POST', body });
  return { line: `${past} ${ref.instanceId} of app ${ref.appId}.`, answer };
}
