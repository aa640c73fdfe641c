/** Runs a workflow of the generated project in memory, with stub activities, as the SDK would. */
export const runWorkflowText = `import type { Task, WorkflowContext } from '@dapr/dapr';
import { workflows } from '../src/workflows.ts';

/** A task that is ended when somebody waits for it. */
interface StubTask {
  isComplete: boolean;
  getResult(): unknown;
  end(): Promise<void>;
}

interface Options {
  /** What each activity answers, by its name. */
  readonly answers: Readonly<Record<string, unknown>>;
  /** Which of several tasks ends first: the one that was started first or last. */
  readonly first: 'earliest' | 'latest';
}

interface Run {
  readonly output: unknown;
  /** Names of activities and child workflows, in the order in which they ended. */
  readonly steps: readonly string[];
}

/** Runs a workflow to its end: events come and timers fire as soon as they are waited for. */
export async function runWorkflow(name: string, input: object, options: Options): Promise<Run> {
  const workflow = Object.entries(workflows).find(([known]) => known === name)?.[1];
  if (workflow === undefined) return { output: {}, steps: [name] };
  const steps: string[] = [];
  const start = workflow as (context: WorkflowContext, input: object) => Workflow;
  const run = start(contextFor(steps, options), structuredClone(input));
  let turn = await run.next();
  while (!turn.done) {
    const task = turn.value as unknown as StubTask;
    await task.end();
    turn = await resume(run, task);
  }
  return { output: turn.value, steps };
}

type Workflow = AsyncGenerator<Task<unknown>, unknown, unknown>;

async function resume(run: Workflow, task: StubTask): Promise<IteratorResult<Task<unknown>, unknown>> {
  try {
    task.getResult();
  } catch (error) {
    return run.throw(error);
  }
  return run.next();
}

function contextFor(steps: string[], options: Options): WorkflowContext {
  const nothing = () => Promise.resolve({});
  let races = 0;
  const context = {
    callActivity: (name: string) =>
      stubTask(() => {
        steps.push(name);
        return Promise.resolve(structuredClone(options.answers[name]));
      }),
    callChildWorkflow: (name: string, input: object) =>
      stubTask(async () => {
        const child = await runWorkflow(name, input, options);
        steps.push(...child.steps, name);
        return child.output;
      }),
    waitForExternalEvent: () => stubTask(nothing),
    createTimer: () => stubTask(nothing),
    whenAny: (tasks: StubTask[]) => {
      races += 1;
      // Every tenth race goes the other way, so that a loop around one ends.
      const isFirst = (options.first === 'earliest') === (races % 10 > 0);
      const chosen = isFirst ? tasks[0] : tasks.at(-1);
      return { ...stubTask(nothing), end: () => chosen?.end() ?? Promise.resolve() };
    },
    getCurrentUtcDateTime: () => new Date(0),
    getWorkflowInstanceId: () => 'test',
  };
  return context as unknown as WorkflowContext;
}

function stubTask(work: () => Promise<unknown>): StubTask {
  let outcome: { result: unknown } | { error: unknown } | undefined;
  const task: StubTask = {
    isComplete: false,
    getResult: () => {
      if (outcome !== undefined && 'error' in outcome) throw outcome.error;
      return outcome?.result;
    },
    end: async () => {
      if (task.isComplete) return;
      task.isComplete = true;
      try {
        outcome = { result: await work() };
      } catch (error) {
        outcome = { error };
      }
    },
  };
  return task;
}
`;
