import type { Command } from 'commander';
import type { CliContext } from '../../cli-context';
import { addWorkflowCompare } from './compare';
import { addWorkflowExport } from './export';
import { addWorkflowGet } from './get';
import { addWorkflowGraph } from './graph';
import { addWorkflowHistory } from './history';
import { addWorkflowImport } from './import';
import { addWorkflowList } from './list';
import { addWorkflowStart } from './start';
import { addWorkflowWatch } from './watch';
import { addWorkflowSuspend } from './verbs/suspend';
import { addWorkflowResume } from './verbs/resume';
import { addWorkflowTerminate } from './verbs/terminate';
import { addWorkflowRaiseEvent } from './verbs/raise-event';
import { addWorkflowRerun } from './verbs/rerun';
import { addWorkflowRetryNow } from './verbs/retry-now';
import { addWorkflowPurge } from './verbs/purge';

/** `perdure workflow …` */
export function addWorkflow(program: Command, context: CliContext): void {
  const workflow = program
    .command('workflow')
    .alias('wf')
    .description('Finds, starts and steers executions of workflows, by way of a console.');
  addWorkflowList(workflow, context);
  addWorkflowGet(workflow, context);
  addWorkflowHistory(workflow, context);
  addWorkflowGraph(workflow, context);
  addWorkflowCompare(workflow, context);
  addWorkflowExport(workflow, context);
  addWorkflowImport(workflow, context);
  addWorkflowWatch(workflow, context);
  addWorkflowStart(workflow, context);
  addWorkflowSuspend(workflow, context);
  addWorkflowResume(workflow, context);
  addWorkflowTerminate(workflow, context);
  addWorkflowRaiseEvent(workflow, context);
  addWorkflowRerun(workflow, context);
  addWorkflowRetryNow(workflow, context);
  addWorkflowPurge(workflow, context);
}
