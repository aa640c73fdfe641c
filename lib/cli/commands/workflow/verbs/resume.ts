import type { Command } from 'commander';
import type { CliContext } from '../../../cli-context';
import { examplesText } from '../../../examples';
import { steer, steerOne, withTargets, type SteerOptions, type SteerPlan } from '../steer';

/** `perdure workflow resume [id]` */
export function addWorkflowResume(workflow: Command, context: CliContext): void {
  const command = workflow
    .command('resume')
    .description('Lets a suspended execution go on.')
    .argument('[id]', 'instance ID')
    .option('-r, --reason <text>', 'why; it stands in the history');
  withTargets(command)
    .addHelpText(
      'after',
      examplesText([
        ['perdure workflow resume order-4711', 'let it go on'],
        ["perdure workflow resume --query 'status:suspended app:orders' --rate 5 --yes", 'many, five in a second'],
      ]),
    )
    .action((id: string | undefined, options: SteerOptions) => steer({ id, options, plan: planOf(options) }, context));
}

function planOf({ reason }: SteerOptions): SteerPlan {
  return {
    action: 'resume',
    many: { kind: 'resume' },
    one: (target) => steerOne(target, { tail: 'resume', past: 'Resumed', body: { reason } }),
  };
}
