import type { Condition, When } from '../../plan/condition';
import type { WorkflowUnit } from '../../plan/program';
import type { Branch, Statement, StatementOf } from '../../plan/statement';
import type { Block } from './block';
import { deeper, ending, flowing, joined } from './block';
import type { Conversions } from './conversions';
import type { Identifiers } from './identifiers';
import { inSwitch, LoopScope, type Scope, StepsScope } from './scope';
import type { Arm, Syntax } from './syntax';
import { ifChain } from './syntax';
import type { Types } from './types';

/** What the body of one workflow is printed from. */
export interface Printed {
  readonly types: Types;
  readonly unit: WorkflowUnit;
  /** Names of local variables and labels. */
  readonly names: Identifiers;
  readonly conversions: Conversions;
}

/** Prints the body of a workflow: what all languages with braces have alike; the rest is theirs. */
export abstract class StatementPrinter {
  protected abstract readonly syntax: Syntax;
  readonly types: Types;
  readonly unit: WorkflowUnit;
  readonly names: Identifiers;
  readonly conversions: Conversions;

  constructor({ types, unit, names, conversions }: Printed) {
    this.types = types;
    this.unit = unit;
    this.names = names;
    this.conversions = conversions;
  }

  body(statements: readonly Statement[], scope: Scope): Block {
    return joined(statements, (each) => this.statement(each, scope));
  }

  statement(statement: Statement, scope: Scope): Block {
    switch (statement.kind) {
      case 'call':
      case 'child':
      case 'wait':
      case 'sleep':
        return this.task(statement, scope);
      case 'each':
        return this.each(statement, scope);
      case 'choose':
        return this.choose(statement, scope);
      case 'all':
        return this.all(statement, scope);
      case 'some':
        return this.some(statement, scope);
      case 'race':
        return this.race(statement, scope);
      case 'guard':
        return this.guard(statement, scope);
      case 'compensate':
        return this.compensate(statement, scope);
      case 'end':
        return this.end(statement);
      default:
        return this.jump(statement, scope);
    }
  }

  protected abstract condition(condition: Condition): string;
  protected abstract not(condition: string): string;
  protected abstract comment(text: string): string;
  /** `for` with a variable from 1 to `maximum`, and a condition that is looked at before each round. */
  protected abstract rounds(maximum: number, condition: string | undefined): string;
  protected abstract while(condition: string): string;
  protected isSet(variable: string): string {
    return `${variable} != ""`;
  }

  /** Declares a text variable. */
  protected abstract variable(name: string, value: string): string;
  protected abstract quoted(text: string): string;
  protected abstract withLabel(label: string, loop: readonly string[]): readonly string[];
  protected abstract breakTo(label: string): string;
  protected abstract continueTo(label: string): string;
  protected abstract switchOn(variable: string, cases: readonly (readonly [string, Block])[]): readonly string[];
  protected abstract isAnswer(variable: string, answer: string, several: boolean): string;
  protected abstract decide(activity: string, variable: string, scope: Scope): readonly string[];
  protected abstract task(task: StatementOf<'call' | 'child' | 'wait' | 'sleep'>, scope: Scope): Block;
  protected abstract each(each: StatementOf<'each'>, scope: Scope): Block;
  protected abstract all(all: StatementOf<'all'>, scope: Scope): Block;
  protected abstract some(some: StatementOf<'some'>, scope: Scope): Block;
  protected abstract race(race: StatementOf<'race'>, scope: Scope): Block;
  protected abstract guard(guard: StatementOf<'guard'>, scope: Scope): Block;
  protected abstract compensate(compensate: StatementOf<'compensate'>, scope: Scope): Block;
  protected abstract end(end: StatementOf<'end'>): Block;

  private choose(choose: StatementOf<'choose'>, scope: Scope): Block {
    const { decision, branches, otherwise } = choose;
    const variable = decision && this.names.fresh('answer');
    const asked = decision && variable !== undefined ? this.decide(decision.activity, variable, scope) : [];
    const arms = branches.map((branch) => this.branch(branch, variable, scope));
    const rest = this.body(otherwise, scope);
    if (otherwise.length > 0) arms.push({ condition: undefined, block: rest });
    if (branches.length === 0) return { lines: [...asked, ...rest.lines], ends: rest.ends };
    const chain = ifChain(this.syntax, arms);
    return { lines: [...asked, ...chain.lines], ends: chain.ends };
  }

  private branch(branch: Branch, variable: string | undefined, scope: Scope): Arm {
    const block = this.body(branch.body, scope);
    const label = branch.when.kind === 'data' && branch.label !== '' ? [this.comment(branch.label)] : [];
    return {
      condition: this.when(branch.when, variable, false),
      block: { lines: [...label, ...block.lines], ends: block.ends },
    };
  }

  protected when(when: When, variable: string | undefined, several: boolean): string {
    if (when.kind === 'data') return this.condition(when.condition);
    return this.isAnswer(variable ?? '', when.answer, several);
  }

  private jump(statement: StatementOf<'loop' | 'leave' | 'again' | 'steps' | 'goto' | 'done'>, scope: Scope): Block {
    switch (statement.kind) {
      case 'loop':
        return this.loop(statement, scope);
      case 'leave':
        return this.leave(scope);
      case 'again':
        return this.again(scope);
      case 'steps':
        return this.steps(statement, scope);
      case 'goto':
        return this.next(this.quoted(statement.label), scope);
      case 'done':
        return this.next(this.quoted(''), scope);
    }
  }

  private loop({ test, maximum, body }: StatementOf<'loop'>, scope: Scope): Block {
    const loop = new LoopScope(this.names.fresh('rounds'));
    const inside = this.body(body, {
      ...scope,
      ...{ loop, breakLeaves: true, continueRepeats: true, isLoopInSteps: scope.steps !== undefined },
    });
    const condition = test && this.condition(test.condition);
    const before = test?.at === 'before' ? condition : undefined;
    const lines = [...inside.lines];
    if (test?.at === 'after' && condition !== undefined && !inside.ends) {
      lines.push(`if ${this.syntax.test(this.not(condition))} {`, `${this.syntax.indent}break${this.syntax.stop}`, '}');
      loop.isLeft = true;
    }
    const head = this.loopHead(maximum, before);
    const printed = [head, ...deeper(this.syntax.indent, lines), '}'];
    const ends = head === this.syntax.forever && !loop.isLeft;
    return { lines: loop.needsLabel ? this.withLabel(loop.label, printed) : printed, ends };
  }

  private loopHead(maximum: number | undefined, before: string | undefined): string {
    if (maximum !== undefined) return this.rounds(maximum, before);
    return before === undefined ? this.syntax.forever : this.while(before);
  }

  private leave({ loop, breakLeaves }: Scope): Block {
    if (loop === undefined) throw new Error('a leave stands outside of any loop');
    loop.isLeft = true;
    if (breakLeaves) return ending(`break${this.syntax.stop}`);
    loop.needsLabel = true;
    return ending(this.breakTo(loop.label));
  }

  private again({ loop, continueRepeats }: Scope): Block {
    if (loop === undefined) throw new Error('an again stands outside of any loop');
    if (continueRepeats) return ending(`continue${this.syntax.stop}`);
    loop.needsLabel = true;
    return ending(this.continueTo(loop.label));
  }

  private steps({ steps }: StatementOf<'steps'>, scope: Scope): Block {
    const variable = this.names.fresh('step');
    const inner = new StepsScope(variable, this.names.fresh('jumps'));
    const inside = inSwitch({ ...scope, steps: inner, continueRepeats: false, isLoopInSteps: false });
    const cases = steps.map((step) => [this.quoted(step.label), this.body(step.body, inside)] as const);
    const loop = [this.while(this.isSet(variable)), ...deeper(this.syntax.indent, this.switchOn(variable, cases)), '}'];
    const first = this.variable(variable, this.quoted(steps[0]?.label ?? ''));
    return flowing(first, ...(inner.needsLabel ? this.withLabel(inner.label, loop) : loop));
  }

  /** Nothing follows a jump on its path, so that the end of the round is reached by itself, except inside a loop. */
  private next(label: string, { steps, isLoopInSteps }: Scope): Block {
    if (steps === undefined) throw new Error('a goto stands outside of any steps');
    const jump = `${steps.variable} = ${label}${this.syntax.stop}`;
    if (!isLoopInSteps) return flowing(jump);
    steps.needsLabel = true;
    return ending(jump, this.continueTo(steps.label));
  }
}

/** The scope of the body of a workflow. */
export function outermost(fail: Scope['fail']): Scope {
  return { breakLeaves: false, continueRepeats: false, isLoopInSteps: false, fail };
}
