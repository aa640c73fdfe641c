import type { Command } from 'commander';
import { purgeResultSchema } from '@/lib/api/actions';
import { instancePath } from '@/lib/api/paths';
import type { CliContext } from '../../../cli-context';
import { examplesText } from '../../../examples';
import { countText } from '../../../print/quantities';
import { steer, withTargets, type Steered, type SteerOptions, type SteerPlan, type Target } from '../steer';

type PurgeOptions = SteerOptions & { readonly recursive: boolean };

/** `perdure workflow purge [id]` */
export function addWorkflowPurge(workflow: Command, context: CliContext): void {
  const command = workflow
    .command('purge')
    .description('Deletes an execution that has ended, with its history and its child workflows.')
    .argument('[id]', 'instance ID')
    .option('--no-recursive', 'leaves its child workflows')
    .option('-r, --reason <text>', 'why; it is kept in the audit log');
  withTargets(command)
    .addHelpText(
      'after',
      examplesText([
        ['perdure workflow purge order-4711', 'delete one that has ended'],
        ["perdure workflow purge --query 'status:completed ended:<30d' --rate 200", 'delete many, after a look'],
      ]),
    )
    .action((id: string | undefined, options: PurgeOptions) => steer({ id, options, plan: planOf(options) }, context));
}

function planOf({ recursive, reason }: PurgeOptions): SteerPlan {
  return {
    action: 'purge',
    many: { kind: 'purge', recursive },
    one: (target) => purge(target, { recursive, reason }),
  };
}

async function purge(
  { client, ref }: Target,
  body: { readonly recursive: boolean; readonly reason: string | undefined },
): Promise<Steered> {
  const request = { method: 'POST', body } as const;
  const answer = await client.send(purgeResultSchema, instancePath(ref, 'purge'), request);
  return { line: `Deleted ${countText(answer.purged, 'execution')}.`, answer };
}
