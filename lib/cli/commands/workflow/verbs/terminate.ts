import type { Command } from 'commander';
import type { CliContext } from '../../../cli-context';
import { examplesText } from '../../../examples';
import { checkedJson } from '../../../read-payload';
import { steer, steerOne, withTargets, type SteerOptions, type SteerPlan } from '../steer';

type TerminateOptions = SteerOptions & { readonly output?: string; readonly recursive: boolean };

/** `perdure workflow terminate [id]` */
export function addWorkflowTerminate(workflow: Command, context: CliContext): void {
  const command = workflow
    .command('terminate')
    .description('Ends an execution at once, with its child workflows.')
    .argument('[id]', 'instance ID')
    .option('-o, --output <json>', 'what the execution gives as its output, as JSON')
    .option('--no-recursive', 'lets its child workflows go on')
    .option('-r, --reason <text>', 'why; it is kept in the audit log');
  withTargets(command)
    .addHelpText(
      'after',
      examplesText([
        ['perdure workflow terminate order-4711', 'end it, and what it started'],
        [`perdure workflow terminate order-4711 --no-recursive --output '"given up"'`, 'leave its children alone'],
        [
          "perdure workflow terminate --query 'status:running name:Order*' --reason 'bad release'",
          'many, after a look',
        ],
      ]),
    )
    .action((id: string | undefined, options: TerminateOptions) =>
      steer({ id, options, plan: planOf(options) }, context),
    );
}

function planOf({ output, recursive, reason }: TerminateOptions): SteerPlan {
  const body = { recursive, ...(output !== undefined && { output: checkedJson(output, '--output') }) };
  const many = { kind: 'terminate', ...body } as const;
  return {
    action: 'terminate',
    many,
    one: (target) => steerOne(target, { tail: 'terminate', past: 'Terminated', body: { ...body, reason } }),
  };
}
