import type { UseCaseName } from '@/lib/services/access/use-cases';

/** A command line that asks a console for something, and the use cases that it stands for in the order of asking. */
export type CliCall = {
  /** [id] and [app] are those of the execution that is asked about, [workflow] is its name. */
  readonly args: readonly string[];
  readonly services: readonly UseCaseName[];
  /** How the execution has to be that it is about; absent: pending. */
  readonly state?: 'suspended' | 'ended';
  /** The command whose output it reads from standard input. */
  readonly input?: readonly string[];
  /** What it ends with for those who may; absent: 0. Not 0 where the engine or the store refuses it for another reason. */
  readonly code?: number;
};

const NOT_FOUND = { code: 3 };
const ONE = ['[id]', '-a', '[app]'];

/** One for each verb of `perdure workflow` and `perdure bulk`; lib/cli/access-matrix.test.ts fails for a verb that has none. */
export const CLI_CALLS: readonly CliCall[] = [
  { args: ['workflow', 'list'], services: ['listInstances'] },
  { args: ['workflow', 'get', ...ONE], services: ['getInstance'] },
  { args: ['workflow', 'history', ...ONE], services: ['readHistory'] },
  { args: ['workflow', 'graph', ...ONE], services: ['readGraph'] },
  { args: ['workflow', 'compare', '[id]', ...ONE], services: ['compareInstances'] },
  { args: ['workflow', 'export', ...ONE], services: ['exportRun'] },
  {
    args: ['workflow', 'import', '-', '--prefix', 'copy-', '-a', '[app]'],
    services: ['importRun'],
    input: ['workflow', 'export', ...ONE],
  },
  { args: ['workflow', 'watch', '--timeout', '20ms'], services: ['revisionToWatch', 'watchChanges'] },
  { args: ['workflow', 'start', '[workflow]', '-a', '[app]', '--start-time', '1h'], services: ['startInstance'] },
  { args: ['workflow', 'suspend', ...ONE], services: ['getInstance', 'pauseInstance'] },
  { args: ['workflow', 'resume', ...ONE], services: ['getInstance', 'resumeInstance'], state: 'suspended' },
  { args: ['workflow', 'terminate', ...ONE], services: ['getInstance', 'terminateInstance'] },
  { args: ['workflow', 'raise-event', '[id]/Go', '-a', '[app]'], services: ['getInstance', 'raiseEvent'] },
  {
    args: ['workflow', 'rerun', ...ONE, '--event-id', '7'],
    services: ['getInstance', 'rerunInstance'],
    state: 'ended',
    ...NOT_FOUND,
  },
  { args: ['workflow', 'retry-now', ...ONE, '--event-id', '7'], services: ['retryNow'], code: 5 },
  { args: ['workflow', 'purge', ...ONE], services: ['getInstance', 'purgeInstance'], state: 'ended' },
  { args: ['workflow', 'suspend', '--query', 'name:[workflow]', '--dry-run'], services: ['draftBulkJob'] },
  { args: ['bulk', 'list'], services: ['listBulkJobs'] },
  { args: ['bulk', 'get', 'none'], services: ['getBulkJob'], ...NOT_FOUND },
  { args: ['bulk', 'pause', 'none'], services: ['steerBulkJob'], ...NOT_FOUND },
  { args: ['bulk', 'resume', 'none'], services: ['steerBulkJob'], ...NOT_FOUND },
  { args: ['bulk', 'abort', 'none'], services: ['steerBulkJob'], ...NOT_FOUND },
  { args: ['bulk', 'retry', 'none'], services: ['retryBulkJob'], ...NOT_FOUND },
];
