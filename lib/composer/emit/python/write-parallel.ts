import type { Each, StatementOf, Task } from '../../plan/statement';
import type { Code } from './code';
import { titleOf } from '../task-title';
import { fieldCode } from './condition-code';
import { text } from './literal';

/** Asks a decision activity and answers the variable of its answer. */
export function ask(code: Code, activity: string, word: string): string {
  const question = code.local(activity);
  const answer = code.local(activity.replace(/^Decide/, word));
  const parts = [text(activity), `input=${code.input(activity)}`, ...code.app(activity)];
  code.call(`${question} = ctx.call_activity`, parts);
  code.line(`${answer} = yield ${question}`);
  return answer;
}

/** Starts all, then merges one result after the other. */
export function writeAll(code: Code, { tasks }: StatementOf<'all'>): void {
  const given = givenFor(code, tasks);
  const started = tasks.map((task) => ({ task, name: code.remembers(task) ? '' : code.start(task) }));
  for (const { task, name } of started) code.merge(task, name, given);
}

/** Starts those whose condition holds, or else the default, then merges. */
export function writeSome(code: Code, { decision, branches, otherwise }: StatementOf<'some'>): void {
  const given = givenFor(code, [...branches.map(({ task }) => task), ...(otherwise ? [otherwise] : [])]);
  const answers = decision === undefined ? '' : ask(code, decision.activity, 'Answers');
  const started = branches.map(({ task, when }) => {
    const name = code.local(titleOf(task));
    code.line(`${name} = None`);
    const open = when.kind === 'answer' ? `if ${text(when.answer)} in ${answers}:` : code.test('if', when.condition);
    code.block(open, () => void code.start(task, { name }));
    return { task, name };
  });
  if (otherwise !== undefined) {
    const name = code.local(titleOf(otherwise));
    const none = started.map((each) => `${each.name} is None`).join(' and ') || 'True';
    code.line(`${name} = None`);
    code.block(fitting(code, none), () => void code.start(otherwise, { name }));
    started.push({ task: otherwise, name });
  }
  for (const { task, name } of started) {
    code.block(`if ${name} is not None:`, () => code.merge(task, name, given));
  }
}

function fitting(code: Code, none: string): string | readonly string[] {
  const line = `if ${none}:`;
  if (code.fits(line)) return line;
  return ['if (', ...none.split(' and ').map((part, at) => `    ${at === 0 ? '' : 'and '}${part}`), '):'];
}

/** One after the other, or all at once. */
export function writeEach(code: Code, { order, over, item, task }: Each): void {
  const local = code.local(item);
  const more = `, "${item}": ${local}`;
  const loop = `for ${local} in ${itemsOf(over)}`;
  const bare = withoutUndo(task);
  if (order === 'sequential') {
    code.block(`${loop}:`, () => code.merge(bare, code.start(bare, { more })));
  } else {
    const given = givenFor(code, [task]);
    const tasks = code.local(`${titleOf(task)} tasks`);
    const one = code.local(`${titleOf(task)} task`);
    const { before, parts } = code.started(bare, more);
    code.line(`${tasks} = []`);
    code.block(`${loop}:`, () => {
      code.call(`${one} = ${before}`, parts);
      code.line(`${tasks}.append(${one})`);
    });
    code.block(`for ${one} in ${tasks}:`, () => code.merge(bare, one, given));
  }
  if (task.undo !== undefined) code.noteUndo(task.undo.name);
}

/** An `each` is undone once. */
function withoutUndo(task: Each['task']): Each['task'] {
  return task.kind === 'call'
    ? { kind: 'call', element: task.element, activity: task.activity }
    : { kind: 'child', element: task.element, workflow: task.workflow };
}

function itemsOf(over: Each['over']): string {
  switch (over.kind) {
    case 'list':
      return `${fieldCode(over.path)} or []`;
    case 'count':
      return `range(1, ${over.count + 1})`;
    case 'count-field':
      return `range(1, (${fieldCode(over.path)} or 0) + 1)`;
  }
}

/** What children beside others were given, to tell what they changed; a variable only where there is a child. */
function givenFor(code: Code, tasks: readonly Task[]): string | undefined {
  if (!tasks.some(({ kind }) => kind === 'child')) return undefined;
  const given = code.local('given data');
  code.line(`${given} = data`);
  return given;
}
