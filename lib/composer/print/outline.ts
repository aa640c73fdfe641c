import { Writer } from '../emit/writer';
import type { Program } from '../plan/program';
import type { FieldType } from '../plan/record';
import type { Each, Loop, Statement, Task, Time } from '../plan/statement';
import { conditionText, whenText } from './condition-text';

/** A program in words, indented: what the CLI prints, and what tests compare. */
export function outlineOf(program: Program): string {
  const writer = new Writer('  ');
  for (const { name, origin, data, body } of program.workflows) {
    writer.block(`${origin} ${name} (${data})`, () => writeAll(writer, body)).gap();
  }
  for (const { name, role, input, output, example } of program.activities) {
    const found =
      output.kind === 'record' ? output.record : output.answers.map((each) => JSON.stringify(each)).join(' | ');
    writer.line(`${role} ${name}: ${input} -> ${found}, such as ${JSON.stringify(example)}`);
  }
  for (const { name, payload } of program.events) writer.line(`event ${name}: ${payload}`);
  for (const { appId, workflows, activities } of program.apps ?? []) {
    writer.line(`app ${appId}: ${[...workflows, ...activities].join(', ')}`);
  }
  writer.gap();
  for (const { name, fields } of program.records) {
    writer.line(`record ${name}: ${fields.map((field) => `${field.name} ${typeText(field.type)}`).join(', ')}`);
  }
  writer.gap();
  for (const note of program.notes) writer.line(`note ${note}`);
  return writer.text();
}

function typeText(type: FieldType): string {
  return type.kind === 'record' ? type.record : type.kind;
}

function writeAll(writer: Writer, body: readonly Statement[]): void {
  for (const statement of body) write(writer, statement);
}

function write(writer: Writer, statement: Statement): void {
  const inside = (body: readonly Statement[]) => () => writeAll(writer, body);
  switch (statement.kind) {
    case 'choose':
      if (statement.decision) writer.line(`ask ${statement.decision.activity}`);
      for (const { when, body } of statement.branches) writer.block(`if ${whenText(when)}`, inside(body));
      if (statement.otherwise.length > 0) writer.block('else', inside(statement.otherwise));
      return;
    case 'some':
      if (statement.decision) writer.line(`ask ${statement.decision.activity}`);
      writer.block('some', () => {
        for (const { when, task } of statement.branches) writer.line(`if ${whenText(when)}: ${taskText(task)}`);
        if (statement.otherwise) writer.line(`else: ${taskText(statement.otherwise)}`);
      });
      return;
    case 'race':
      writer.block('race', () => {
        for (const { task, body } of statement.arms) writer.block(taskText(task), inside(body));
        for (const { on, then } of statement.asides) writer.line(`beside, on ${taskText(on)}: ${taskText(then)}`);
        for (const { code, body } of statement.handlers) writer.block(`on error ${code ?? ''}`.trimEnd(), inside(body));
      });
      return;
    case 'guard':
      writer.block('guard', inside(statement.body));
      for (const { code, body } of statement.handlers) writer.block(`on error ${code ?? ''}`.trimEnd(), inside(body));
      if (statement.otherwise.length > 0) writer.block('no error', inside(statement.otherwise));
      return;
    case 'loop':
      writer.block(loopText(statement), inside(statement.body));
      return;
    case 'steps':
      for (const { label, body } of statement.steps) writer.block(`step ${label}`, inside(body));
      return;
    default:
      writer.line(lineText(statement));
  }
}

type OneLine = Exclude<Statement, { kind: 'choose' | 'some' | 'race' | 'guard' | 'loop' | 'steps' }>;

function lineText(statement: OneLine): string {
  switch (statement.kind) {
    case 'all':
      return `all: ${statement.tasks.map(taskText).join(', ')}`;
    case 'each':
      return `each ${statement.item} of ${overText(statement.over)}, ${statement.order}: ${taskText(statement.task)}`;
    case 'goto':
      return `go to ${statement.label}`;
    case 'compensate':
      return `compensate ${statement.of ?? ''}`.trimEnd();
    case 'end':
      return statement.error === undefined
        ? 'end'
        : `end with error ${statement.error.code}: ${statement.error.message}`;
    case 'leave':
    case 'again':
    case 'done':
      return statement.kind;
    default:
      return taskText(statement);
  }
}

function taskText(task: Task): string {
  switch (task.kind) {
    case 'call':
      return `call ${task.activity}${undoText(task.undo)}`;
    case 'child':
      return `run ${task.workflow}${undoText(task.undo)}`;
    case 'wait':
      return `wait for ${task.event}`;
    case 'sleep':
      return `sleep ${timeText(task.time)}`;
  }
}

function undoText(undo: { readonly name: string } | undefined): string {
  return undo === undefined ? '' : ` (undone by ${undo.name})`;
}

function timeText(time: Time): string {
  switch (time.kind) {
    case 'after':
      return `${time.seconds} s`;
    case 'at':
      return `until ${time.instant}`;
    case 'after-field':
      return `${time.path.join('.')} s`;
    case 'at-field':
      return `until ${time.path.join('.')}`;
  }
}

function overText(over: Each['over']): string {
  return over.kind === 'count' ? String(over.count) : over.path.join('.');
}

function loopText({ test, maximum }: Loop): string {
  const most = maximum === undefined ? '' : ` at most ${maximum} times`;
  if (test === undefined) return `loop${most}`;
  return `loop${most}, ${test.at === 'before' ? 'first' : 'last'} asking ${conditionText(test.condition)}`;
}
