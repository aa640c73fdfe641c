import type { StatementOf, Task, Undo } from '../../plan/statement';
import { type Block, deeper, ending, flowing } from '../typed/block';
import { ExceptionPrinter, type Words } from '../typed/exception-printer';
import type { Printed } from '../typed/statement-printer';
import type { Syntax } from '../typed/syntax';
import { eachItem } from './csharp-each';
import { CsharpLogic } from './csharp-logic';
import type { CsharpContext } from './csharp-names';
import { converted, csharpTask, type CsharpTask, elsewhere, undoTask, timeOf } from './csharp-tasks';
import { csharpText } from './csharp-types';

/** One level, as C# is written. */
export const INDENT = '    ';

/** Prints the body of a workflow in C#, with braces at the end of lines; see `bracesBelow`. */
export class CsharpPrinter extends ExceptionPrinter {
  readonly syntax: Syntax = {
    indent: INDENT,
    stop: ';',
    test: (condition) => `(${condition})`,
    forever: 'while (true) {',
  };
  readonly context: CsharpContext;
  readonly kept: ReadonlySet<string>;
  readonly words: Words = {
    isAbsent: (variable) => `${variable} is null`,
    isPresent: (variable) => `${variable} is not null`,
    optional: (type) => `${type}?`,
    hasCode: (failure, code) => `Flow.HasCode(${failure}, ${code})`,
    ...{ failureType: 'WorkflowTaskFailedException?', failed: 'WorkflowTaskFailedException' },
    ...{ canceled: 'TaskCanceledException', wonType: 'var' },
    listOf: (tasks) => `new List<Task> { ${tasks} }`,
    firstOf: (list) => `await Task.WhenAny(${list})`,
    remove: (list, task) => `${list}.Remove(${task});`,
  };
  protected readonly logic: CsharpLogic;

  constructor(printed: Printed, more: { readonly context: CsharpContext; readonly kept: ReadonlySet<string> }) {
    super(printed);
    this.context = more.context;
    this.kept = more.kept;
    this.logic = new CsharpLogic(more.context, printed.unit.data);
  }

  protected rounds(maximum: number, condition: string | undefined): string {
    const round = this.names.fresh('round');
    const more = condition === undefined ? '' : ` && (${condition})`;
    return `for (var ${round} = 0; ${round} < ${maximum}${more}; ${round}++) {`;
  }

  protected override isSet(variable: string): string {
    return `${variable}.Length > 0`;
  }

  protected variable(name: string, value: string): string {
    return `var ${name} = ${value};`;
  }

  protected quoted(text: string): string {
    return csharpText(text);
  }

  /** C# has no loops with names: what leaves one goes to a label after it, what repeats it to one at its end. */
  protected withLabel(label: string, loop: readonly string[]): readonly string[] {
    const text = loop.join('\n');
    const repeat = text.includes(`goto next${label};`) ? [`${INDENT}next${label}: ;`] : [];
    const after = text.includes(`goto after${label};`) ? [`after${label}: ;`] : [];
    return [...loop.slice(0, -1), ...repeat, '}', ...after];
  }

  protected breakTo(label: string): string {
    return `goto after${label};`;
  }

  protected continueTo(label: string): string {
    return `goto next${label};`;
  }

  protected switchOn(variable: string, cases: readonly (readonly [string, Block])[]): readonly string[] {
    const printed = cases.flatMap(([value, block]) => [
      `case ${value}:`,
      '{',
      ...deeper(INDENT, [...block.lines, ...(block.ends ? [] : ['break;'])]),
      '}',
      '',
    ]);
    const other = ['default:', `${INDENT}throw new InvalidOperationException($"There is no step {${variable}}");`];
    return [`switch (${variable}) {`, ...deeper(INDENT, [...printed, ...other]), '}'];
  }

  protected isAnswer(variable: string, answer: string, several: boolean): string {
    return several ? `${variable}.Contains(${csharpText(answer)})` : `${variable} == ${csharpText(answer)}`;
  }

  protected decide(activity: string, variable: string): readonly string[] {
    const { input, output } = this.types.activity(activity);
    const several = output.kind === 'answer' && output.several;
    const asked = `(${csharpText(activity)}, ${converted(this, input, 'data')}${elsewhere(this, activity)})`;
    return [`var ${variable} = await context.CallActivityAsync<${several ? 'List<string>' : 'string'}>${asked};`];
  }

  taskOf(task: Task): CsharpTask {
    return csharpTask(this, task);
  }

  limited({ event }: StatementOf<'wait'>, { time }: StatementOf<'sleep'>): string {
    const type = this.context.names.model(this.types.event(event).payload);
    const limit = timeOf(this, time, 'data');
    return `context.WaitForExternalEventAsync<${type}?>(${csharpText(event)}, ${limit})`;
  }

  protected each(each: StatementOf<'each'>): Block {
    return eachItem(this, each);
  }

  protected undoOf(undo: Undo): CsharpTask {
    return undoTask(this, undo);
  }

  protected isUndo(name: string): string {
    return `undo == ${csharpText(name)}`;
  }

  protected undone(of: string | undefined, lines: readonly string[]): Block {
    const list = this.names.fresh('undos');
    const chosen = of === undefined ? '' : `.Where(name => name == ${csharpText(of)})`;
    const kept = of === undefined ? '[]' : `[.. ${list}.Where(name => name != ${csharpText(of)})]`;
    return flowing(
      `var ${list} = data.Undos ?? [];`,
      `data = data with { Undos = ${kept} };`,
      `foreach (var undo in ${list}${chosen}.Reverse()) {`,
      ...deeper(INDENT, lines),
      '}',
    );
  }

  protected end({ error }: StatementOf<'end'>): Block {
    if (error !== undefined) {
      return ending(`throw new InvalidOperationException(${csharpText(`[${error.code}] ${error.message}`)});`);
    }
    return ending('return data;');
  }
}
