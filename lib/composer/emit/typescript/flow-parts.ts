/** A piece of the helper file: its code, and the other pieces that it calls. */
export interface FlowPart {
  readonly code: string;
  readonly needs: readonly string[];
}

const call: FlowPart = {
  needs: ['Activities'],
  code: `/** Starts an activity by its name; the types come from the function of that name. */
export function call<Name extends keyof Activities & string>(
  context: WorkflowContext,
  name: Name,
  input: Parameters<Activities[Name]>[1],
): Task<Awaited<ReturnType<Activities[Name]>>> {
  return context.callActivity(name, input);
}`,
};

const child: FlowPart = {
  needs: ['Workflows'],
  code: `/** Starts another workflow by its name. */
export function child<Name extends keyof Workflows & string>(
  context: WorkflowContext,
  name: Name,
  input: Parameters<Workflows[Name]>[1],
): Task<ResultOf<Workflows[Name]>> {
  return context.callChildWorkflow(name, input);
}

type ResultOf<Workflow> = Workflow extends (...args: never) => AsyncGenerator<unknown, infer Result, unknown>
  ? Result
  : never;`,
};

const event: FlowPart = {
  needs: ['Events'],
  code: `/** Waits for an external event. */
export function event<Name extends keyof Events & string>(context: WorkflowContext, name: Name): Task<Events[Name]> {
  return context.waitForExternalEvent(name);
}`,
};

const result: FlowPart = {
  needs: [],
  code: `/**
 * Waits for a task and returns its result, or throws its error. A task that ended while another one was awaited is not
 * yielded: the SDK would hand out nothing for one that failed.
 */
export function* result<Result>(task: Task<Result>): Generator<Task<unknown>, Result, unknown> {
  if (!task.isComplete) yield task;
  return task.getResult();
}`,
};

const firstOf: FlowPart = {
  needs: [],
  code: `/** Waits until one of the tasks has ended and returns it. */
export function* firstOf(
  context: WorkflowContext,
  tasks: readonly Task<unknown>[],
): Generator<Task<unknown>, Task<unknown> | undefined, unknown> {
  if (!tasks.some((task) => task.isComplete)) yield context.whenAny([...tasks]);
  return tasks.find((task) => task.isComplete);
}`,
};

const inbox: FlowPart = {
  needs: ['Events', 'result'],
  code: `/** External events. What lost a race is still waited for, so that the next wait for its name takes it. */
export class Inbox {
  readonly #context: WorkflowContext;
  readonly #open = new Map<string, Task<unknown>>();

  constructor(context: WorkflowContext) {
    this.#context = context;
  }

  /** The next event of this name. */
  next<Name extends keyof Events & string>(name: Name): Task<Events[Name]> {
    const open = this.#open.get(name) ?? this.#context.waitForExternalEvent(name);
    this.#open.set(name, open);
    return open as Task<Events[Name]>;
  }

  /** Waits for the next event of this name and takes it out. */
  *take<Name extends keyof Events & string>(name: Name): Generator<Task<unknown>, Events[Name], unknown> {
    const payload = yield* result(this.next(name));
    this.#open.delete(name);
    return payload;
  }
}`,
};

const absorb: FlowPart = {
  needs: [],
  code: `/** The data with what another workflow changed in the copy that it was given. */
export function absorb<Data extends object>(data: Data, given: Data, returned: Data): Data {
  const before = new Map(Object.entries(given).map(([name, value]) => [name, JSON.stringify(value)]));
  const changed = Object.entries(returned).filter(([name, value]) => before.get(name) !== JSON.stringify(value));
  return { ...data, ...Object.fromEntries(changed) };
}`,
};

const absorbUndoable: FlowPart = {
  needs: ['WithUndos'],
  code: `/** The data with what another workflow changed in the copy that it was given, and with what it can undo. */
export function absorbUndoable<Data extends WithUndos>(data: Data, given: Data, returned: Data): Data {
  const before = new Map(Object.entries(given).map(([name, value]) => [name, JSON.stringify(value)]));
  const changed = Object.entries(returned).filter(([name, value]) => before.get(name) !== JSON.stringify(value));
  const undos = [...(data.undos ?? []), ...(returned.undos ?? [])];
  return { ...data, ...Object.fromEntries(changed), undos };
}`,
};

const processError: FlowPart = {
  needs: [],
  code: `/** An error that the diagram knows by its code. Throw it in an activity to take the path of the error event. */
export class ProcessError extends Error {
  constructor(code: string, message: string) {
    super(\`[\${code}] \${message}\`);
    this.name = 'ProcessError';
  }
}`,
};

const hasCode: FlowPart = {
  needs: ['ProcessError'],
  code: `/** True when an error, or the one that it came from, was thrown with this code. */
export function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && error.message.includes(\`[\${code}]\`);
}`,
};

/** The parts by what they are called in code, but `compensate`, which knows the program. */
export const flowParts: Readonly<Record<string, FlowPart>> = {
  ...{
    call,
    child,
    event,
    result,
    firstOf,
    Inbox: inbox,
    absorb,
    absorbUndoable,
    ProcessError: processError,
    hasCode,
  },
};
