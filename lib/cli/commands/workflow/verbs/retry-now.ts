import type { Command } from 'commander';
import { instancePath } from '@/lib/api/paths';
import { stepsSchema } from '@/lib/api/schemas';
import { AppError } from '@/lib/domain/app-error';
import type { CliContext } from '../../../cli-context';
import { examplesText } from '../../../examples';
import { wholeNumber } from '../../../number-option';
import { readHistory } from '../../../server/read-history';
import { steer, steerOne, withTarget, type SteerOptions, type Target } from '../steer';

type RetryOptions = SteerOptions & { readonly eventId?: number };

/** `perdure workflow retry-now [id]` */
export function addWorkflowRetryNow(workflow: Command, context: CliContext): void {
  const command = workflow
    .command('retry-now')
    .description('Ends the wait before the next try of a step that failed.')
    .argument('[id]', 'instance ID')
    .option(
      '-e, --event-id <n>',
      'which wait: its ID in the history (default: the only one)',
      wholeNumber(0, 2 ** 31 - 1),
    )
    .option('-r, --reason <text>', 'why; it is kept in the audit log');
  withTarget(command)
    .addHelpText('after', examplesText([['perdure workflow retry-now order-4711', 'do not wait for the next try']]))
    .action((id: string | undefined, options: RetryOptions) =>
      steer({ id, options, plan: { one: (target) => retryNow(target, options) } }, context),
    );
}

async function retryNow(target: Target, { eventId, reason }: RetryOptions) {
  const body = { eventId: eventId ?? (await onlyWaitOf(target)), reason };
  return steerOne(target, { tail: 'retry-now', past: 'Begun the next try in', body });
}

async function onlyWaitOf(target: Target): Promise<number> {
  const waits = [...(await restingSteps(target)), ...(await retryTimers(target))];
  const [only, other] = waits;
  if (only !== undefined && other === undefined) return only;
  const { instanceId } = target.ref;
  if (only === undefined) throw new AppError('precondition', `Nothing in ${instanceId} waits for a next try.`);
  throw new AppError('invalid', `${waits.length} steps of ${instanceId} wait for a next try.`, {
    hint: `Say which one by --event-id: ${waits.join(', ')}.`,
  });
}

/** Activities that the runtime tries again by itself. */
async function restingSteps({ client, ref }: Target): Promise<readonly number[]> {
  const { steps } = await client.get(stepsSchema, instancePath(ref, 'steps?which=untold'));
  return steps.filter(({ nextAttemptAt }) => nextAttemptAt !== undefined).map((step) => step.eventId);
}

/** Timers by which the workflow itself waits before it tries again. */
async function retryTimers({ client, ref }: Target): Promise<readonly number[]> {
  const events = (await readHistory(client, ref, 0)).map(({ event }) => event);
  const fired = new Set(events.map((event) => (event.kind === 'timer-fired' ? event.timerId : -1)));
  return events.flatMap((event) => {
    if (event.kind !== 'timer-created' || fired.has(event.eventId)) return [];
    return event.origin?.kind === 'activity-retry' || event.origin?.kind === 'child-retry' ? [event.eventId] : [];
  });
}
