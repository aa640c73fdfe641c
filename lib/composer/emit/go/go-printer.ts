import type { Condition } from '../../plan/condition';
import type { StatementOf, Task } from '../../plan/statement';
import { oneLine } from '../one-line';
import { type Block, deeper, ending, flowing } from '../typed/block';
import { expressionOf } from '../typed/logic';
import type { Scope } from '../typed/scope';
import { type Printed, StatementPrinter } from '../typed/statement-printer';
import { ifChain, type Syntax } from '../typed/syntax';
import { compensating } from './go-compensate';
import { eachItem } from './go-each';
import { guarding } from './go-guard';
import { GoLogic } from './go-logic';
import { racing } from './go-race';
import { activityCall, check, converted, goTask, type GoTask, remembering } from './go-tasks';
import { goText } from './go-types';

/** Prints the body of a workflow in Go. */
export class GoPrinter extends StatementPrinter {
  readonly syntax: Syntax = {
    indent: '\t',
    stop: '',
    test: (condition) => condition,
    forever: 'for {',
  };
  private readonly logic: GoLogic;

  constructor(printed: Printed) {
    super(printed);
    this.logic = new GoLogic(printed.types, printed.unit.data);
  }

  condition(condition: Condition): string {
    return expressionOf(condition, this.logic).text;
  }

  /** Starts a task as a variable of its own. */
  started(task: GoTask): { readonly lines: readonly string[]; readonly variable: string } {
    const variable = this.names.fresh(task.name);
    return { lines: [...inputOf(task), `${variable} := ${task.start}`], variable };
  }

  protected not(condition: string): string {
    return `!(${condition})`;
  }

  protected comment(text: string): string {
    return `// ${oneLine(text)}`;
  }

  protected rounds(maximum: number, condition: string | undefined): string {
    if (condition === undefined) return `for range ${maximum} {`;
    const round = this.names.fresh('round');
    return `for ${round} := 0; ${round} < ${maximum} && (${condition}); ${round}++ {`;
  }

  protected while(condition: string): string {
    return `for ${condition} {`;
  }

  protected variable(name: string, value: string): string {
    return `${name} := ${value}`;
  }

  protected quoted(text: string): string {
    return goText(text);
  }

  /** `gofmt` writes a label one level further out than what it labels. */
  protected withLabel(label: string, loop: readonly string[]): readonly string[] {
    return [`@${label}:`, ...loop];
  }

  protected breakTo(label: string): string {
    return `break ${label}`;
  }

  protected continueTo(label: string): string {
    return `continue ${label}`;
  }

  protected switchOn(variable: string, cases: readonly (readonly [string, Block])[]): readonly string[] {
    const printed = cases.flatMap(([value, block]) => [`case ${value}:`, ...deeper('\t', block.lines)]);
    return [`switch ${variable} {`, ...printed, '}'];
  }

  protected isAnswer(variable: string, answer: string, several: boolean): string {
    return several ? `slices.Contains(${variable}, ${goText(answer)})` : `${variable} == ${goText(answer)}`;
  }

  protected decide(activity: string, variable: string, scope: Scope): readonly string[] {
    const { input, output } = this.types.activity(activity);
    const type = output.kind === 'answer' && output.several ? '[]string' : 'string';
    const asked = activityCall(this, activity, converted(this, input, 'data'));
    return [`var ${variable} ${type}`, ...check(`${asked}.Await(&${variable})`, scope)];
  }

  protected task(statement: Task, scope: Scope): Block {
    const task = goTask(this, statement);
    return flowing(...inputOf(task), ...task.finish(task.start, scope));
  }

  protected all({ tasks }: StatementOf<'all'>, scope: Scope): Block {
    const begun = tasks.map((each) => {
      const task = goTask(this, each);
      return { task, ...this.started(task) };
    });
    const finished = begun.flatMap(({ task, variable }) => task.finish(variable, scope));
    return flowing(...begun.flatMap(({ lines }) => lines), ...finished);
  }

  protected some({ decision, branches, otherwise }: StatementOf<'some'>, scope: Scope): Block {
    const answers = decision && this.names.fresh('answers');
    const asked = decision && answers !== undefined ? this.decide(decision.activity, answers, scope) : [];
    const begun = branches.map((branch) => ({
      condition: this.when(branch.when, answers, true),
      ...this.declared(goTask(this, branch.task)),
    }));
    const none = begun.map(({ variable }) => `${variable} == nil`).join(' && ');
    const rest = otherwise && { condition: none, ...this.declared(goTask(this, otherwise)) };
    const chosen = rest === undefined ? begun : [...begun, rest];
    return flowing(
      ...asked,
      ...chosen.flatMap(({ declaration }) => declaration),
      ...chosen.flatMap(({ condition, variable, task }) => [`if ${condition} {`, `\t${variable} = ${task.start}`, '}']),
      ...chosen.flatMap(({ variable, task }) => whenStarted(variable, task, scope)),
    );
  }

  /** Declares a task that may be started later. */
  declared(task: GoTask): { task: GoTask; variable: string; declaration: readonly string[] } {
    const variable = this.names.fresh(task.name);
    return { task, variable, declaration: [...inputOf(task), `var ${variable} workflow.Task`] };
  }

  protected each(each: StatementOf<'each'>, scope: Scope): Block {
    return eachItem(this, each, scope);
  }

  protected race(race: StatementOf<'race'>, scope: Scope): Block {
    return racing(this, race, scope);
  }

  protected guard(guard: StatementOf<'guard'>, scope: Scope): Block {
    return guarding(this, guard, scope);
  }

  protected compensate(compensate: StatementOf<'compensate'>, scope: Scope): Block {
    return compensating(this, compensate, scope);
  }

  protected end({ error }: StatementOf<'end'>): Block {
    if (error === undefined) return ending('return data, nil');
    return ending(`return nil, errors.New(${goText(`[${error.code}] ${error.message}`)})`);
  }

  /** What runs when a task has failed with the error in that variable. */
  handled(error: string, handlers: StatementOf<'race'>['handlers'], scope: Scope): Block {
    if (handlers.length === 0) return { lines: scope.fail(error), ends: true };
    const coded = handlers.filter(({ code }) => code !== undefined);
    const any = handlers.find(({ code }) => code === undefined);
    const arms = coded.map(({ code = '', body }) => ({
      condition: `hasCode(${error}, ${goText(code)})`,
      block: this.body(body, scope),
    }));
    const rest = any === undefined ? { lines: scope.fail(error), ends: true } : this.body(any.body, scope);
    return arms.length === 0 ? rest : ifChain(this.syntax, [...arms, { condition: undefined, block: rest }]);
  }

  remember(undo: Parameters<typeof remembering>[1]): readonly string[] {
    return remembering(this, undo);
  }
}

export function inputOf({ input }: GoTask): readonly string[] {
  return input === undefined ? [] : [`${input.name} := ${input.value}`];
}

export function whenStarted(variable: string, task: GoTask, scope: Scope): readonly string[] {
  return [`if ${variable} != nil {`, ...deeper('\t', task.finish(variable, scope)), '}'];
}
