import type { Condition } from '../../plan/condition';
import type { StatementOf, Task, Undo } from '../../plan/statement';
import { oneLine } from '../one-line';
import { type Block, deeper, ending, flowing } from './block';
import { racing } from './exception-race';
import { expressionOf, type Logic } from './logic';
import type { Scope } from './scope';
import { StatementPrinter } from './statement-printer';
import { type Arm, ifChain, type Syntax } from './syntax';

/** A task that is started in one place and awaited in another. */
export interface PlannedTask {
  /** A variable that must hold its input before it starts. */
  readonly input?: { readonly name: string; readonly value: string };
  readonly start: string;
  readonly type: string;
  /** Name for a variable that holds it. */
  readonly name: string;
  /** Waits for the task that an expression stands for and merges its result. */
  readonly finish: (task: string) => readonly string[];
}

/** What languages with exceptions say otherwise. */
export interface Words {
  readonly isAbsent: (variable: string) => string;
  readonly isPresent: (variable: string) => string;
  /** The type of a variable with a task that may not be started. */
  readonly optional: (type: string) => string;
  readonly hasCode: (failure: string, code: string) => string;
  readonly failureType: string;
  readonly failed: string;
  readonly canceled: string;
  /** A list of tasks. */
  readonly listOf: (tasks: string) => string;
  /** The type of the task that was first, and the expression that waits for it. */
  readonly wonType: string;
  readonly firstOf: (list: string) => string;
  readonly remove: (list: string, task: string) => string;
}

/** Prints what is alike in languages whose tasks throw when they fail, and that can wait for the first of several. */
export abstract class ExceptionPrinter extends StatementPrinter {
  abstract readonly words: Words;
  abstract override readonly syntax: Syntax;
  /** Events of which one may be waited for in vain: a wait for one of these is kept until it is taken. */
  abstract readonly kept: ReadonlySet<string>;

  protected abstract readonly logic: Logic;

  abstract taskOf(task: Task): PlannedTask;
  protected abstract undoOf(undo: Undo): PlannedTask;
  protected abstract isUndo(name: string): string;
  /** A loop over what is to be undone, with these lines inside. */
  protected abstract undone(of: string | undefined, lines: readonly string[]): Block;
  protected abstract override decide(activity: string, variable: string): readonly string[];
  /** A wait for an event with a time-out. */
  abstract limited(event: StatementOf<'wait'>, limit: StatementOf<'sleep'>): string;

  protected condition(condition: Condition): string {
    return expressionOf(condition, this.logic).text;
  }

  protected not(condition: string): string {
    return `!(${condition})`;
  }

  protected comment(text: string): string {
    return `// ${oneLine(text)}`;
  }

  protected while(condition: string): string {
    return `while (${condition}) {`;
  }

  protected compensate({ of }: StatementOf<'compensate'>): Block {
    const undos = this.unit.undos.filter(({ name }) => of === undefined || name === of);
    if (!this.unit.keepsUndos || undos.length === 0) return flowing();
    const arms = undos.map((undo) => {
      const task = this.undoOf(undo);
      return { condition: this.isUndo(undo.name), block: flowing(...inputOf(task), ...task.finish(task.start)) };
    });
    return this.undone(of, ifChain(this.syntax, arms).lines);
  }

  protected task(statement: Task): Block {
    const task = this.taskOf(statement);
    return flowing(...inputOf(task), ...task.finish(task.start));
  }

  protected all({ tasks }: StatementOf<'all'>): Block {
    const begun = tasks.map((each) => this.started(this.taskOf(each)));
    const finished = begun.flatMap(({ task, variable }) => task.finish(variable));
    return flowing(...begun.flatMap(({ lines }) => lines), ...finished);
  }

  /** Starts a task as a variable of its own. */
  started(task: PlannedTask): { task: PlannedTask; variable: string; lines: readonly string[] } {
    const variable = this.names.fresh(task.name);
    return { task, variable, lines: [...inputOf(task), `var ${variable} = ${task.start};`] };
  }

  /** Declares a task that may be started later. */
  declared(task: PlannedTask): { task: PlannedTask; variable: string; lines: readonly string[] } {
    const variable = this.names.fresh(task.name);
    return { task, variable, lines: [...inputOf(task), `${this.words.optional(task.type)} ${variable} = null;`] };
  }

  protected some({ decision, branches, otherwise }: StatementOf<'some'>): Block {
    const answers = decision && this.names.fresh('answers');
    const asked = decision && answers !== undefined ? this.decide(decision.activity, answers) : [];
    const begun = branches.map((branch) => ({
      condition: this.when(branch.when, answers, true),
      ...this.declared(this.taskOf(branch.task)),
    }));
    const none = begun.map(({ variable }) => this.words.isAbsent(variable)).join(' && ');
    const rest = otherwise && { condition: none, ...this.declared(this.taskOf(otherwise)) };
    const chosen = rest === undefined ? begun : [...begun, rest];
    return flowing(
      ...asked,
      ...chosen.flatMap(({ lines }) => lines),
      ...chosen.flatMap(({ condition, variable, task }) => [
        `if (${condition}) {`,
        `${this.syntax.indent}${variable} = ${task.start};`,
        '}',
      ]),
      ...chosen.flatMap(({ variable, task }) => this.whenStarted(variable, task)),
    );
  }

  protected race(race: StatementOf<'race'>, scope: Scope): Block {
    return racing(this, race, scope);
  }

  protected guard({ body, handlers, otherwise }: StatementOf<'guard'>, scope: Scope): Block {
    const failure = this.names.fresh('failure');
    const inside = this.body(body, scope);
    const handled = this.handled(failure, handlers, { scope, rest: this.body(otherwise, scope) });
    return { lines: [...this.caught(failure, inside.lines), ...handled.lines], ends: handled.ends };
  }

  /** What follows when a failure has been caught, or none: then the rest. */
  handled(
    failure: string,
    handlers: StatementOf<'guard'>['handlers'],
    { scope, rest }: { readonly scope: Scope; readonly rest: Block },
  ): Block {
    const coded: readonly Arm[] = handlers
      .filter(({ code }) => code !== undefined)
      .map(({ code = '', body }) => ({
        condition: this.words.hasCode(failure, this.quoted(code)),
        block: this.body(body, scope),
      }));
    const any = handlers.find(({ code }) => code === undefined);
    const last = any === undefined ? ending(`throw ${failure};`) : this.body(any.body, scope);
    const first = rest.lines.length === 0 ? [] : [{ condition: this.words.isAbsent(failure), block: rest }];
    const condition = rest.lines.length === 0 ? this.words.isPresent(failure) : undefined;
    return ifChain(this.syntax, [...first, ...coded, { condition, block: last }]);
  }

  /** Waits for a task where it was started. */
  whenStarted(variable: string, task: PlannedTask): readonly string[] {
    const { indent, test } = this.syntax;
    return [`if ${test(this.words.isPresent(variable))} {`, ...deeper(indent, task.finish(variable)), '}'];
  }

  /** Lines whose failure a variable holds afterwards. */
  caught(failure: string, lines: readonly string[]): readonly string[] {
    const { indent } = this.syntax;
    const { failureType, failed } = this.words;
    return [
      `${failureType} ${failure} = null;`,
      'try {',
      ...deeper(indent, lines),
      `} catch (${failed} e) {`,
      `${indent}${failure} = e;`,
      '}',
    ];
  }
}

export function inputOf({ input }: PlannedTask): readonly string[] {
  return input === undefined ? [] : [`var ${input.name} = ${input.value};`];
}
