import type { Each, StatementOf, Task } from '../../plan/statement';
import { titleOf } from '../task-title';
import type { Code } from './code';
import { conditionCode, fieldCode } from './condition-code';
import { quoted } from './quoted';

/** Starts all, then merges one result after the other. */
export function writeAll(code: Code, { tasks }: StatementOf<'all'>): void {
  const given = givenFor(code, tasks);
  const started = tasks.map((task) => ({ task, name: code.local(titleOf(task)) }));
  for (const { task, name } of started.filter((each) => each.task.kind !== 'wait' || !code.hasInbox)) {
    code.writer.line(`const ${name} = ${code.started(task)};`);
  }
  for (const { task, name } of started) code.writer.line(code.merged(task, name, given));
}

/** Starts those whose condition holds, or else the default, then merges. */
export function writeSome(code: Code, { decision, branches, otherwise }: StatementOf<'some'>): void {
  const { writer } = code;
  const given = givenFor(code, [...branches.map(({ task }) => task), ...(otherwise ? [otherwise] : [])]);
  const answers = decision === undefined ? '' : code.local(decision.activity.replace(/^Decide/, 'Answers'));
  if (decision !== undefined) {
    const asked = `${code.use('call')}(context, ${quoted(decision.activity)}, ${code.input(decision.activity)})`;
    writer.line(`const ${answers} = yield* ${code.use('result')}(${asked});`);
  }
  const started = branches.map(({ task, when }) => ({ task, when, name: code.local(titleOf(task)) }));
  for (const { task, when, name } of started) {
    const test =
      when.kind === 'answer'
        ? `${answers}.includes(${quoted(when.answer)})`
        : conditionCode(code.shape, when.condition);
    writer.line(`const ${name} = ${test} ? ${code.started(task)} : undefined;`);
  }
  if (otherwise !== undefined) {
    const none = started.map(({ name }) => `${name} === undefined`).join(' && ') || 'true';
    const name = code.local(titleOf(otherwise));
    writer.line(`const ${name} = ${none} ? ${code.started(otherwise)} : undefined;`);
    started.push({ task: otherwise, when: { kind: 'data', condition: { kind: 'constant', value: true } }, name });
  }
  for (const { task, name } of started) {
    writer.line(`if (${name} !== undefined) { ${code.merged(task, name, given)} }`);
  }
}

/** One after the other, or all at once. */
export function writeEach(code: Code, { order, over, item, task }: Each): void {
  const { writer } = code;
  const local = code.local(item);
  const more = local === item ? `, ${item}` : `, ${item}: ${local}`;
  if (order === 'sequential') {
    writer.block(
      over.kind === 'list'
        ? `for (const ${local} of ${itemsOf(over)}) {`
        : `for (let ${local} = 1; ${local} <= ${timesOf(over)}; ${local} += 1) {`,
      () => {
        writer.line(code.merged(plain(task), code.started(task, more)));
      },
      '}',
    );
  } else {
    const given = givenFor(code, [task]);
    const tasks = code.local(`${titleOf(task)} tasks`);
    const one = code.local(`${titleOf(task)} task`);
    writer.line(`const ${tasks} = ${itemsOf(over)}.map((${local}) => ${code.started(task, more)});`);
    writer.block(`for (const ${one} of ${tasks}) {`, () => writer.line(code.merged(plain(task), one, given)), '}');
  }
  if (task.undo !== undefined) {
    writer.line(`data = { ...data, undos: [...(data.undos ?? []), ${quoted(task.undo.name)}] };`);
  }
}

/** The task without what it is undone by: an `each` is undone once. */
function plain(task: Task): Task {
  if (task.kind === 'call') return { kind: 'call', element: task.element, activity: task.activity };
  return task.kind === 'child' ? { kind: 'child', element: task.element, workflow: task.workflow } : task;
}

function itemsOf(over: Each['over']): string {
  if (over.kind === 'list') return `(${fieldCode(over.path)} ?? [])`;
  return `Array.from({ length: ${timesOf(over)} }, (_, at) => at + 1)`;
}

function timesOf(over: Exclude<Each['over'], { kind: 'list' }>): string {
  return over.kind === 'count' ? String(over.count) : `Number(${fieldCode(over.path)} ?? 0)`;
}

/** What children beside others were given, to tell what they changed; a variable only where there is a child. */
function givenFor(code: Code, tasks: readonly Task[]): string | undefined {
  if (!tasks.some(({ kind }) => kind === 'child')) return undefined;
  const given = code.local('given data');
  code.writer.line(`const ${given} = data;`);
  return given;
}
