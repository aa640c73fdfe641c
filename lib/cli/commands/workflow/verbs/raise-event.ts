import type { Command } from 'commander';
import { AppError } from '@/lib/domain/app-error';
import type { CliContext } from '../../../cli-context';
import { examplesText } from '../../../examples';
import { payloadOf, withPayload, type PayloadOptions } from '../../../read-payload';
import { steer, steerOne, withTargets, type SteerOptions } from '../steer';

type RaiseOptions = SteerOptions & PayloadOptions & { readonly eventName?: string };

/** `perdure workflow raise-event [id] [event]` */
export function addWorkflowRaiseEvent(workflow: Command, context: CliContext): void {
  const command = workflow
    .command('raise-event')
    .description('Sends an event to an execution.')
    .argument('[id]', 'instance ID; with the event behind a slash, as for `dapr workflow`, when [event] is left out')
    .argument('[event]', 'name of the event')
    .option('-e, --event-name <name>', 'name of the event, instead of the argument')
    .option('-r, --reason <text>', 'why; it is kept in the audit log');
  withTargets(withPayload(command, 'what the event carries'))
    .addHelpText(
      'after',
      examplesText([
        ['perdure workflow raise-event order-4711 Approval', 'an event without data'],
        [`perdure workflow raise-event order-4711/Approval --input '{"by":"ada"}'`, 'one with data'],
        [
          "perdure workflow raise-event --query 'waiting:Approval app:orders' --event-name Approval",
          'to many, after a look',
        ],
      ]),
    )
    .action((id: string | undefined, event: string | undefined, options: RaiseOptions) =>
      raiseEvent(namedIn(id, event ?? options.eventName), options, context),
    );
}

type Named = { readonly id: string | undefined; readonly name: string };

async function raiseEvent({ id, name }: Named, options: RaiseOptions, context: CliContext): Promise<void> {
  const data = await payloadOf(options, context);
  const sent = { tail: 'raise-event', past: `Sent ${name} to`, body: { name, data, reason: options.reason } };
  const many = { kind: 'raise-event', name, input: data } as const;
  await steer({ id, options, plan: { action: 'raise-event', many, one: (target) => steerOne(target, sent) } }, context);
}

function namedIn(id: string | undefined, name: string | undefined): Named {
  const slash = name === undefined ? (id ?? '').lastIndexOf('/') : -1;
  if (id !== undefined && slash > 0) return { id: id.slice(0, slash), name: id.slice(slash + 1) };
  if (name !== undefined) return { id, name };
  throw new AppError('invalid', 'No event is named.', { hint: 'perdure workflow raise-event <id> <event>' });
}
