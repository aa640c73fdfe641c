import { negated } from '../../plan/negated';
import type { Handler, Statement, StatementOf } from '../../plan/statement';
import { writeBy, type Handled, type StatementWriters } from '../statement-writers';
import type { Code } from './code';
import { conditionCode } from './condition-code';
import { writeAll, writeEach, writeSome } from './write-parallel';
import { quoted } from './quoted';
import { writeRace } from './write-race';

const writers: StatementWriters<Code> = {
  call: writeTask,
  child: writeTask,
  wait: writeTask,
  sleep: writeTask,
  each: writeEach,
  all: writeAll,
  some: writeSome,
  choose: writeChoose,
  race: (code, race) => writeRace(code, race, { body: writeBody, handled: writeHandled }),
  guard: (code, { body, handlers, otherwise }) =>
    writeHandled(code, { body: () => writeBody(code, body), handlers, otherwise }),
  loop: writeLoop,
  steps: writeSteps,
  leave: ({ writer }) => void writer.line('break;'),
  again: ({ writer }) => void writer.line('continue;'),
  goto: ({ writer }, { label }) => void writer.line(`step = ${quoted(label)};`),
  done: ({ writer }) => void writer.line('step = undefined;'),
  compensate: (code, { of }) => {
    const only = of === undefined ? '' : `, ${quoted(of)}`;
    code.writer.line(`data = yield* ${code.use('compensate')}(context, data${only});`);
  },
  end: (code, { error }) => {
    if (error === undefined) code.writer.line('return data;');
    else code.writer.line(`throw new ${code.use('ProcessError')}(${quoted(error.code)}, ${quoted(error.message)});`);
  },
};

/** Writes statements one after the other. */
export function writeBody(code: Code, body: readonly Statement[]): void {
  for (const statement of body) writeBy(writers, code, statement);
}

function writeTask(code: Code, task: StatementOf<'call' | 'child' | 'wait' | 'sleep'>): void {
  code.writer.line(code.merged(task, code.started(task)));
}

function writeChoose(code: Code, { decision, branches, otherwise }: StatementOf<'choose'>): void {
  const { writer } = code;
  const answer = decision === undefined ? '' : code.local(decision.activity.replace(/^Decide/, 'Answer'));
  if (decision !== undefined) {
    const asked = `${code.use('call')}(context, ${quoted(decision.activity)}, ${code.input(decision.activity)})`;
    writer.line(`const ${answer} = yield* ${code.use('result')}(${asked});`);
  }
  branches.forEach(({ when, body }, at) => {
    const test =
      when.kind === 'answer' ? `${answer} === ${quoted(when.answer)}` : conditionCode(code.shape, when.condition);
    writer.block(`${at === 0 ? '' : '} else '}if (${test}) {`, () => writeBody(code, body));
  });
  if (otherwise.length > 0) {
    writer.block(branches.length === 0 ? '{' : '} else {', () => writeBody(code, otherwise));
  }
  writer.line('}');
}

function writeLoop(code: Code, { test, maximum, body }: StatementOf<'loop'>): void {
  const { writer } = code;
  const condition = test === undefined ? undefined : conditionCode(code.shape, test.condition);
  if (maximum !== undefined) {
    const round = code.local('round');
    const stop = test === undefined ? '' : conditionCode(code.shape, negated(test.condition));
    writer.block(
      `for (let ${round} = 1; ${round} <= ${maximum}; ${round} += 1) {`,
      () => {
        if (test?.at === 'before') writer.line(`if (${stop}) break;`);
        writeBody(code, body);
        if (test?.at === 'after') writer.line(`if (${stop}) break;`);
      },
      '}',
    );
    return;
  }
  if (test?.at === 'after') writer.block('do {', () => writeBody(code, body), `} while (${condition ?? ''});`);
  else
    writer.block(condition === undefined ? 'for (;;) {' : `while (${condition}) {`, () => writeBody(code, body), '}');
}

function writeSteps(code: Code, { steps }: StatementOf<'steps'>): void {
  const { writer } = code;
  const labels = steps.map(({ label }) => quoted(label));
  writer.line(`let step: ${labels.join(' | ')} | undefined = ${labels[0] ?? 'undefined'};`);
  writer.block('while (step !== undefined) {', () => writer.block('switch (step) {', cases, '}'), '}');

  function cases(): void {
    for (const { label, body } of steps) {
      writer.block(
        `case ${quoted(label)}: {`,
        () => {
          writeBody(code, body);
          if (body.at(-1)?.kind !== 'end') writer.line('break;');
        },
        '}',
      );
    }
  }
}

/** Only the body is protected: what follows it stands after the try, where there is something. */
function writeHandled(code: Code, { body, handlers, otherwise }: Handled): void {
  const { writer } = code;
  if (otherwise.length === 0) {
    const catchAll = handlers.length === 1 && handlers[0]?.code === undefined;
    writer.block('try {', body);
    writer.block(catchAll ? '} catch {' : '} catch (error) {', () => writeHandlers(code, handlers, 'error'), '}');
    return;
  }
  const failure = code.local('failed');
  writer.line(`let ${failure}: unknown;`);
  writer.block('try {', body);
  writer.block('} catch (error) {', () => writer.line(`${failure} = error;`), '}');
  writer.block(`if (${failure} === undefined) {`, () => writeBody(code, otherwise));
  writer.block('} else {', () => writeHandlers(code, handlers, failure), '}');
}

function writeHandlers(code: Code, handlers: readonly Handler[], error: string): void {
  const { writer } = code;
  const coded = handlers.filter((handler) => handler.code !== undefined);
  const any = handlers.find((handler) => handler.code === undefined);
  const [only, more] = coded;
  if (only === undefined) return writeBody(code, any?.body ?? []);
  if (more === undefined && any === undefined) {
    writer.line(`if (!${code.use('hasCode')}(${error}, ${quoted(only.code ?? '')})) throw ${error};`);
    return writeBody(code, only.body);
  }
  coded.forEach((handler, at) => {
    const test = `${code.use('hasCode')}(${error}, ${quoted(handler.code ?? '')})`;
    writer.block(`${at === 0 ? '' : '} else '}if (${test}) {`, () => writeBody(code, handler.body));
  });
  const rest = () => (any === undefined ? void writer.line(`throw ${error};`) : writeBody(code, any.body));
  writer.block('} else {', rest, '}');
}
