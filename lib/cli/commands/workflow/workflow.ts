import type { Command } from 'commander';
import type { CliContext } from '../../cli-context';
import { addWorkflowGet } from './get';
import { addWorkflowHistory } from './history';
import { addWorkflowList } from './list';

/** `perdure workflow …` */
export function addWorkflow(program: Command, context: CliContext): void {
  const workflow = program
    .command('workflow')
    .alias('wf')
    .description('Finds, starts and steers executions of workflows, by way of a console.');
  addWorkflowList(workflow, context);
  addWorkflowGet(workflow, context);
  addWorkflowHistory(workflow, context);
}
