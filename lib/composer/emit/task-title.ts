import type { Task } from '../plan/statement';

/** What a task is called as a local variable. */
export function titleOf(task: Task): string {
  switch (task.kind) {
    case 'call':
      return task.activity;
    case 'child':
      return task.workflow;
    case 'wait':
      return task.event;
    case 'sleep':
      return `${task.element} timer`;
  }
}
