import type { Condition, Decision, When } from './condition';

/** Every statement and task carries the id of the element that it does the work of. */
interface Located {
  readonly element: string;
}

/** When a timer fires. Never the clock of the machine: the workflow's own time, from its context. */
export type Time =
  /** So long from now. `text` is the ISO 8601 duration as drawn, for the comment. */
  | { readonly kind: 'after'; readonly seconds: number; readonly text: string }
  /** At an instant, ISO 8601 with zone. */
  | { readonly kind: 'at'; readonly instant: string }
  /** As many seconds as a number field of the data says; 0 when it is absent. */
  | { readonly kind: 'after-field'; readonly path: readonly string[] }
  /** At the instant (ISO 8601 text) that a field of the data says; at once when it is absent. */
  | { readonly kind: 'at-field'; readonly path: readonly string[] };

/** What a call or child that was completed is undone by; see `Compensate`. */
export interface Undo {
  /** Id of the element that undoes. */
  readonly element: string;
  readonly kind: 'call' | 'child';
  /** Name of the activity or workflow. */
  readonly name: string;
}

/**
 * Calls an activity with the fields of its input that the data have (the data themselves where input and data are one
 * record); merges what it returns into the data. The output is never an answer here: those are asked by a `Decision`.
 */
export interface Call extends Located {
  readonly kind: 'call';
  readonly activity: string;
  readonly undo?: Undo;
}

/**
 * Runs another workflow with the data and merges those fields of its result that differ from what it was given, so that
 * two that run side by side do not undo each other's changes. A name that no unit has is registered elsewhere.
 */
export interface Child extends Located {
  readonly kind: 'child';
  readonly workflow: string;
  readonly undo?: Undo;
}

/** Waits for an external event and merges its payload into the data. */
export interface Wait extends Located {
  readonly kind: 'wait';
  readonly event: string;
}

export interface Sleep extends Located {
  readonly kind: 'sleep';
  readonly time: Time;
}

/** One thing that can be awaited together with others in every SDK. */
export type Task = Call | Child | Wait | Sleep;

/** A call or child for each item: with the data and `item` set in them. Outputs are merged in the order of the items. */
export interface Each extends Located {
  readonly kind: 'each';
  readonly order: 'sequential' | 'parallel';
  readonly over:
    /** Each item of a list field (absent = empty). */
    | { readonly kind: 'list'; readonly path: readonly string[] }
    /** The numbers from 1 to a number. */
    | { readonly kind: 'count'; readonly count: number }
    | { readonly kind: 'count-field'; readonly path: readonly string[] };
  /** Field of the data that the item or the number stands in while one is worked on. */
  readonly item: string;
  readonly task: Call | Child;
}

export interface Branch {
  /** Id of the flow, or of the element where no flow is drawn. */
  readonly element: string;
  /** The words at the arrow, for a comment; may be empty. */
  readonly label: string;
  readonly when: When;
  readonly body: readonly Statement[];
}

/** Exclusive: the first branch whose `when` holds, else `otherwise` (nothing when that is empty). */
export interface Choose extends Located {
  readonly kind: 'choose';
  /** Asked once before; present exactly when branches are chosen by an answer. */
  readonly decision?: Decision;
  readonly branches: readonly Branch[];
  readonly otherwise: readonly Statement[];
  /** The answer that `otherwise` stands for. */
  readonly rest?: string;
}

/** Starts all, then waits for all; results are merged in the order of the tasks. */
export interface All extends Located {
  readonly kind: 'all';
  readonly tasks: readonly Task[];
}

/** Inclusive: starts each task whose `when` holds (all are looked at before any starts), waits for all that it started. */
export interface Some extends Located {
  readonly kind: 'some';
  /** Its activity answers with a list of labels. */
  readonly decision?: Decision;
  readonly branches: readonly { readonly label: string; readonly when: When; readonly task: Task }[];
  /** When none held. */
  readonly otherwise?: Task;
}

/** What to do when the body failed with this code; without a code, with any error that no other handler takes. */
export interface Handler extends Located {
  readonly code?: string;
  readonly body: readonly Statement[];
}

/**
 * The first arm that is done wins: its result is merged and its body runs. The others are no longer waited for (a timer
 * is canceled where the SDK can; an event that lost must not swallow a later one of its name: see `docs/composer.md`).
 */
export interface Race extends Located {
  readonly kind: 'race';
  readonly arms: readonly { readonly task: Task; readonly body: readonly Statement[] }[];
  /**
   * While the race is on, each of these starts `then` at most once when `on` is done, beside what runs, and the race goes
   * on (a boundary event that does not interrupt). What was started is waited for when the race has been won; its result
   * is merged. `on` itself is not waited for.
   */
  readonly asides: readonly { readonly on: Wait | Sleep; readonly then: Call | Child }[];
  /** Catches a failure of an arm's task, not of the bodies. */
  readonly handlers: readonly Handler[];
}

/** `body`, then `otherwise`; or, when `body` failed, the first handler that takes the error. Only `body` is protected. */
export interface Guard extends Located {
  readonly kind: 'guard';
  readonly body: readonly Statement[];
  readonly handlers: readonly Handler[];
  readonly otherwise: readonly Statement[];
}

/** Repeats its body until a `leave` (or, with `until` or `while`, a condition) ends it. */
export interface Loop extends Located {
  readonly kind: 'loop';
  /** `before`: while (condition) body. `after`: do body while (condition). Absent: for ever, left from inside. */
  readonly test?: { readonly at: 'before' | 'after'; readonly condition: Condition };
  /** At most so many rounds. */
  readonly maximum?: number;
  readonly body: readonly Statement[];
}

/** Ends the innermost loop, from inside a choose, race or guard of it. Never inside `steps` of that loop. */
export interface Leave {
  readonly kind: 'leave';
}

/** Starts the next round of the innermost loop, which then has no test. Never inside `steps` of that loop. */
export interface Again {
  readonly kind: 'again';
}

/**
 * A piece of the diagram with jumps that blocks cannot say: a variable names the step, a loop around a switch runs it,
 * from the first step on. Only here: every path through a step ends with `goto`, `done` or `end`, with nothing after it.
 */
export interface Steps extends Located {
  readonly kind: 'steps';
  readonly steps: readonly { readonly label: string; readonly element: string; readonly body: readonly Statement[] }[];
}

/** Makes `label` (camel case) the next step of the innermost `steps`. Always the last statement of its path. */
export interface Goto {
  readonly kind: 'goto';
  readonly label: string;
}

/** Ends the innermost `steps`; what follows them runs. Always the last statement of its path. */
export interface Done {
  readonly kind: 'done';
}

/**
 * Undoes what was completed, last first, and forgets it. A unit with `keepsUndos` keeps the names of undos in the list field
 * `undos` of its data: a completed call or child with an `undo` appends its name (an `each` once); a child or branch is
 * given an empty list, and what it returns is appended. `of` limits it to the undos of one name.
 */
export interface Compensate extends Located {
  readonly kind: 'compensate';
  readonly of?: string;
}

/** Ends the workflow at once with the data as its result, or with an error `[code] message`. */
export interface End extends Located {
  readonly kind: 'end';
  readonly error?: { readonly code: string; readonly message: string };
}

export type Statement =
  Task | Each | Choose | All | Some | Race | Guard | Loop | Leave | Again | Steps | Goto | Done | Compensate | End;
export type StatementKind = Statement['kind'];
export type StatementOf<K extends StatementKind> = Extract<Statement, { kind: K }>;
