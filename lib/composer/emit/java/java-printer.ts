import type { StatementOf, Task, Undo } from '../../plan/statement';
import { type Block, deeper, ending, flowing } from '../typed/block';
import { ExceptionPrinter, type PlannedTask, type Words } from '../typed/exception-printer';
import type { Printed } from '../typed/statement-printer';
import type { Syntax } from '../typed/syntax';
import { eachItem } from './java-each';
import { JavaLogic } from './java-logic';
import type { JavaNames } from './java-names';
import { converted, elsewhere, javaTask, undoTask, timeOf } from './java-tasks';
import { javaComment } from './java-source';
import { javaText } from './java-types';

/** Prints the body of a workflow in Java. */
export class JavaPrinter extends ExceptionPrinter {
  readonly syntax: Syntax = {
    indent: '  ',
    stop: ';',
    test: (condition) => `(${condition})`,
    forever: 'while (true) {',
  };
  readonly classes: JavaNames;
  readonly kept: ReadonlySet<string>;
  readonly words: Words = {
    isAbsent: (variable) => `${variable} == null`,
    isPresent: (variable) => `${variable} != null`,
    optional: (type) => `Task<${type}>`,
    hasCode: (failure, code) => `Flow.hasCode(${failure}, ${code})`,
    ...{ failureType: 'TaskFailedException', failed: 'TaskFailedException' },
    ...{ canceled: 'TaskCanceledException e', wonType: 'Task<?>' },
    listOf: (tasks) => `new ArrayList<Task<?>>(List.of(${tasks}))`,
    firstOf: (list) => `ctx.anyOf(${list}).await()`,
    remove: (list, task) => `${list}.remove(${task});`,
  };
  protected readonly logic: JavaLogic;

  constructor(printed: Printed, more: { readonly classes: JavaNames; readonly kept: ReadonlySet<string> }) {
    super(printed);
    this.classes = more.classes;
    this.kept = more.kept;
    this.logic = new JavaLogic(printed.types, printed.unit.data);
  }

  protected override comment(text: string): string {
    return `// ${javaComment(text)}`;
  }

  protected rounds(maximum: number, condition: string | undefined): string {
    const round = this.names.fresh('round');
    const more = condition === undefined ? '' : ` && (${condition})`;
    return `for (int ${round} = 0; ${round} < ${maximum}${more}; ${round}++) {`;
  }

  protected override isSet(variable: string): string {
    return `!${variable}.isEmpty()`;
  }

  protected variable(name: string, value: string): string {
    return `var ${name} = ${value};`;
  }

  protected quoted(text: string): string {
    return javaText(text);
  }

  protected withLabel(label: string, loop: readonly string[]): readonly string[] {
    return [`${label}:`, ...loop];
  }

  protected breakTo(label: string): string {
    return `break ${label};`;
  }

  protected continueTo(label: string): string {
    return `continue ${label};`;
  }

  protected switchOn(variable: string, cases: readonly (readonly [string, Block])[]): readonly string[] {
    const printed = cases.flatMap(([value, block]) => [`case ${value} -> {`, ...deeper('  ', block.lines), '}']);
    const other = `default -> throw new IllegalStateException("there is no step " + ${variable});`;
    return [`switch (${variable}) {`, ...deeper('  ', [...printed, other]), '}'];
  }

  protected isAnswer(variable: string, answer: string, several: boolean): string {
    return several ? `${variable}.contains(${javaText(answer)})` : `${javaText(answer)}.equals(${variable})`;
  }

  protected decide(activity: string, variable: string): readonly string[] {
    const { input, output } = this.types.activity(activity);
    const several = output.kind === 'answer' && output.several;
    const asked = `ctx.callActivity(${javaText(activity)}, ${converted(this, input, 'data')}${elsewhere(this, activity)}`;
    return [`${several ? 'List<?>' : 'var'} ${variable} = ${asked}, ${several ? 'List' : 'String'}.class).await();`];
  }

  taskOf(task: Task): PlannedTask {
    return javaTask(this, task);
  }

  limited({ event }: StatementOf<'wait'>, { time }: StatementOf<'sleep'>): string {
    const type = this.classes.model(this.types.event(event).payload);
    return `ctx.waitForExternalEvent(${javaText(event)}, ${timeOf(time, 'data')}, ${type}.class)`;
  }

  protected each(each: StatementOf<'each'>): Block {
    return eachItem(this, each);
  }

  protected undoOf(undo: Undo): PlannedTask {
    return undoTask(this, undo);
  }

  protected isUndo(name: string): string {
    return `${javaText(name)}.equals(undo)`;
  }

  protected undone(of: string | undefined, lines: readonly string[]): Block {
    const forgotten = of === undefined ? '' : javaText(of);
    return flowing(`for (var undo : data.forget(${forgotten})) {`, ...deeper('  ', lines), '}');
  }

  protected end({ error }: StatementOf<'end'>): Block {
    if (error !== undefined) {
      return ending(`throw new IllegalStateException(${javaText(`[${error.code}] ${error.message}`)});`);
    }
    return ending('ctx.complete(data);', 'return;');
  }
}
