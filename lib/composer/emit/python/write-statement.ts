import { negated } from '../../plan/negated';
import type { Handler, Statement, StatementOf } from '../../plan/statement';
import { writeBy, type Handled, type StatementWriters } from '../statement-writers';
import type { Code } from './code';
import { text } from './literal';
import { ask, writeAll, writeEach, writeSome } from './write-parallel';
import { writeRace } from './write-race';

const writers: StatementWriters<Code> = {
  race: (code, race) => writeRace(code, race, { body: writeBody, handled: writeHandled }),
  guard: (code, { body, handlers, otherwise }) =>
    writeHandled(code, { body: () => writeBody(code, body), handlers, otherwise }),
  loop: writeLoop,
  steps: writeSteps,
  call: writeTask,
  child: writeTask,
  wait: writeTask,
  sleep: writeTask,
  each: writeEach,
  all: writeAll,
  some: writeSome,
  choose: writeChoose,
  leave: (code) => code.line('break'),
  again: (code) => code.line('continue'),
  goto: (code, { label }) => code.line(`step = ${text(label)}`),
  done: (code) => code.line('step = None'),
  compensate: (code, { of }) => {
    const only = of === undefined ? [] : [text(of)];
    code.call(`data = yield from ${code.use('compensate')}`, ['ctx', 'data', ...only]);
  },
  end: (code, { error }) => {
    if (error === undefined) code.line('return data');
    else code.call(`raise ${code.use('ProcessError')}`, [text(error.code), text(error.message)]);
  },
};

/** Writes statements one after the other. */
export function writeBody(code: Code, body: readonly Statement[]): void {
  for (const statement of body) writeBy(writers, code, statement);
}

function writeTask(code: Code, task: StatementOf<'call' | 'child' | 'wait' | 'sleep'>): void {
  code.merge(task, code.remembers(task) ? '' : code.start(task));
}

function writeChoose(code: Code, { decision, branches, otherwise }: StatementOf<'choose'>): void {
  const answer = decision === undefined ? '' : ask(code, decision.activity, 'Answer');
  branches.forEach(({ when, body }, at) => {
    const word = at === 0 ? 'if' : 'elif';
    const open =
      when.kind === 'answer' ? `${word} ${answer} == ${text(when.answer)}:` : code.test(word, when.condition);
    code.block(open, () => writeBody(code, body));
  });
  if (otherwise.length > 0) code.block(branches.length === 0 ? 'if True:' : 'else:', () => writeBody(code, otherwise));
}

function writeLoop(code: Code, { test, maximum, body }: StatementOf<'loop'>): void {
  const stop = () => {
    if (test !== undefined) code.block(code.test('if', negated(test.condition)), () => code.line('break'));
  };
  if (maximum === undefined && test?.at === 'before') {
    code.block(code.test('while', test.condition), () => writeBody(code, body));
    return;
  }
  code.block(maximum === undefined ? 'while True:' : `for _ in range(${maximum}):`, () => {
    if (test?.at === 'before') stop();
    writeBody(code, body);
    if (test?.at === 'after') stop();
  });
}

function writeSteps(code: Code, { steps }: StatementOf<'steps'>): void {
  code.line(`step: str | None = ${text(steps[0]?.label ?? '')}`);
  code.block('while step is not None:', () => {
    code.block('match step:', () => {
      for (const { label, body } of steps) code.block(`case ${text(label)}:`, () => writeBody(code, body));
    });
  });
}

/** Only the body is protected: what follows it stands in `else`. */
function writeHandled(code: Code, { body, handlers, otherwise }: Handled): void {
  const coded = handlers.filter((handler) => handler.code !== undefined);
  code.block('try:', body);
  code.block(coded.length === 0 ? 'except TaskFailedError:' : 'except TaskFailedError as error:', () => {
    writeHandlers(code, coded, handlers);
  });
  code.import('TaskFailedError');
  if (otherwise.length > 0) code.block('else:', () => writeBody(code, otherwise));
}

function writeHandlers(code: Code, coded: readonly Handler[], handlers: readonly Handler[]): void {
  const any = handlers.find((handler) => handler.code === undefined);
  const [only, more] = coded;
  const test = (handler: Handler) => `${code.use('has_code')}(error, ${text(handler.code ?? '')})`;
  if (only === undefined) return writeBody(code, any?.body ?? []);
  if (more === undefined && any === undefined) {
    code.block(`if not ${test(only)}:`, () => code.line('raise'));
    return writeBody(code, only.body);
  }
  coded.forEach((handler, at) => {
    code.block(`${at === 0 ? 'if' : 'elif'} ${test(handler)}:`, () => writeBody(code, handler.body));
  });
  code.block('else:', () => (any === undefined ? code.line('raise') : writeBody(code, any.body)));
}
