import type { Statement, Task } from './statement';

/** The tasks that a statement starts itself, not those of the lists inside it. */
export function tasksOf(statement: Statement): readonly Task[] {
  switch (statement.kind) {
    case 'call':
    case 'child':
    case 'wait':
    case 'sleep':
      return [statement];
    case 'each':
      return [statement.task];
    case 'all':
      return statement.tasks;
    case 'some':
      return [...statement.branches.map(({ task }) => task), ...(statement.otherwise ? [statement.otherwise] : [])];
    case 'race':
      return [...statement.arms.map(({ task }) => task), ...statement.asides.flatMap(({ on, then }) => [on, then])];
    default:
      return [];
  }
}
