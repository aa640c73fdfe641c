import type { Command } from 'commander';
import type { CliContext } from '../../../cli-context';
import { examplesText } from '../../../examples';
import { steer, steerOne, withTargets, type SteerOptions, type SteerPlan } from '../steer';

/** `perdure workflow suspend [id]` */
export function addWorkflowSuspend(workflow: Command, context: CliContext): void {
  const command = workflow
    .command('suspend')
    .alias('pause')
    .description('Suspends an execution: results are recorded, and nothing new begins until it is resumed.')
    .argument('[id]', 'instance ID')
    .option('-r, --reason <text>', 'why; it stands in the history');
  withTargets(command)
    .addHelpText(
      'after',
      examplesText([
        ['perdure workflow suspend order-4711 --reason "stock taking"', 'hold one execution'],
        ["perdure workflow suspend --query 'status:running name:Order*'", 'hold many, after a look at them'],
      ]),
    )
    .action((id: string | undefined, options: SteerOptions) => steer({ id, options, plan: planOf(options) }, context));
}

function planOf({ reason }: SteerOptions): SteerPlan {
  return {
    action: 'pause',
    many: { kind: 'pause' },
    one: (target) => steerOne(target, { tail: 'pause', past: 'Suspended', body: { reason } }),
  };
}
