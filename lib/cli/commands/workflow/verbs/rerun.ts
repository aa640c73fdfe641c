import { Option, type Command } from 'commander';
import { startedSchema } from '@/lib/api/actions';
import { instancePath } from '@/lib/api/paths';
import { instanceDetailSchema, stepsSchema } from '@/lib/api/schemas';
import { AppError } from '@/lib/domain/app-error';
import type { BulkAction } from '@/lib/domain/bulk-job';
import { failedStepOfInstance } from '@/lib/domain/failed-step';
import type { CliContext } from '../../../cli-context';
import { examplesText } from '../../../examples';
import { wholeNumber } from '../../../number-option';
import { payloadOf, withPayload, type PayloadOptions } from '../../../read-payload';
import { steer, withTargets, type Steered, type SteerOptions, type Target } from '../steer';

type RerunOptions = SteerOptions &
  PayloadOptions & {
    readonly eventId?: number;
    readonly from: 'start' | 'failed-step';
    readonly newInstanceId?: string;
  };

/** What a rerun is made with; the input is that of the run, or of the step that it begins with. */
type Plan = Pick<RerunOptions, 'eventId' | 'from' | 'newInstanceId' | 'query' | 'reason'> & {
  readonly input: string | undefined;
};

/** `perdure workflow rerun [id]` */
export function addWorkflowRerun(workflow: Command, context: CliContext): void {
  const command = workflow
    .command('rerun')
    .description('Runs an ended execution again under a new instance ID, which it prints.')
    .argument('[id]', 'instance ID')
    .addOption(new Option('--from <place>', 'where to begin').choices(['start', 'failed-step']).default('start'))
    .option('-e, --event-id <n>', 'begin with this step: its ID in the history', wholeNumber(0, 2 ** 31 - 1))
    .option('--new-instance-id <id>', 'ID of the new one (default: one is made up)')
    .option('-r, --reason <text>', 'why; it is kept in the audit log');
  withTargets(withPayload(command, 'another input, of the run or of the step it begins with'))
    .addHelpText(
      'after',
      examplesText([
        ['perdure workflow rerun order-4711', 'the same input from the start'],
        ['perdure workflow rerun order-4711 --from failed-step', 'keep what went well before'],
        [`perdure workflow rerun order-4711 --event-id 3 --input '{"sku":"A-8"}'`, 'another input for one step'],
        ["perdure workflow rerun --query 'status:failed step:Notify.failed' --from failed-step", 'many, after a look'],
      ]),
    )
    .action(async (id: string | undefined, options: RerunOptions) => {
      const plan = { ...options, input: await payloadOf(options, context) };
      const one = (target: Target) => rerun(target, plan);
      await steer({ id, options, plan: { action: 'rerun', many: manyOf(plan), one } }, context);
    });
}

/** Many are run again by the same rule, with the inputs and IDs that come of it. */
function manyOf({ from, query, eventId, newInstanceId, input }: Plan): BulkAction {
  if (query !== undefined && (eventId ?? newInstanceId ?? input) !== undefined) {
    throw new AppError('invalid', 'A step, an ID or an input is given for many executions.', {
      hint: 'With --query there is --from only.',
    });
  }
  return { kind: 'rerun', from };
}

async function rerun(target: Target, plan: Plan): Promise<Steered> {
  const { client, ref } = target;
  if (plan.eventId === undefined && plan.from === 'start') return startAgain(target, plan);
  const eventId = plan.eventId ?? (await failedStepOf(target));
  const body = { eventId, newInstanceId: plan.newInstanceId, input: plan.input, reason: plan.reason };
  const answer = await client.send(startedSchema, instancePath(ref, 'rerun'), { method: 'POST', body });
  return { line: answer.instanceId, answer };
}

async function startAgain(
  { client, ref }: Target,
  { newInstanceId: instanceId, input, reason }: Plan,
): Promise<Steered> {
  const { instance } = await client.get(instanceDetailSchema, instancePath(ref));
  if (instance.isWithheld === true && input === undefined) {
    throw new AppError(
      'forbidden',
      `You may not see the input of ${ref.instanceId}, so it cannot be used again here.`,
      {
        hint: 'Begin with a step (--event-id), or give an input (--input).',
      },
    );
  }
  const { appId, name, version, tags } = instance;
  const body = { appId, name, version, tags, instanceId, input: input ?? instance.input, reason };
  const answer = await client.send(startedSchema, '/api/v1/instances', { method: 'POST', body });
  return { line: answer.instanceId, answer };
}

/** The ID of the step that it failed at. */
async function failedStepOf({ client, ref }: Target): Promise<number> {
  const { instance } = await client.get(instanceDetailSchema, instancePath(ref));
  const { steps } = await client.get(stepsSchema, instancePath(ref, 'steps'));
  const failed = failedStepOfInstance(steps, instance);
  if (failed !== undefined) return failed.eventId;
  throw new AppError('precondition', `No step of ${ref.instanceId} failed.`, {
    hint: 'Begin with the start (--from start) or with a step of the history (--event-id).',
  });
}
