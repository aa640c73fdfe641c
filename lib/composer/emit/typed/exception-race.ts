import type { Race, StatementOf } from '../../plan/statement';
import { type Block, deeper } from './block';
import type { ExceptionPrinter } from './exception-printer';
import { isEventWithTimeout } from './races';
import type { Scope } from './scope';
import { ifChain } from './syntax';

/** The first of several things. */
export function racing(printer: ExceptionPrinter, race: StatementOf<'race'>, scope: Scope): Block {
  const [event] = race.arms.flatMap(({ task }) => (task.kind === 'wait' ? [task.event] : []));
  const isSimple = isEventWithTimeout(race) && event !== undefined && !printer.kept.has(event);
  return isSimple ? withTimeout(printer, race, scope) : amongMany(printer, race, scope);
}

function withTimeout(printer: ExceptionPrinter, { arms }: Race, scope: Scope): Block {
  const event = arms.find(({ task }) => task.kind === 'wait');
  const timer = arms.find(({ task }) => task.kind === 'sleep');
  if (event?.task.kind !== 'wait' || timer?.task.kind !== 'sleep') {
    throw new Error('the race is none of an event and a time');
  }
  const isLate = printer.names.fresh('isLate');
  const wait = printer.limited(event.task, timer.task);
  const late = { condition: isLate, block: printer.body(timer.body, scope) };
  const came = { condition: undefined, block: printer.body(event.body, scope) };
  const chain = ifChain(printer.syntax, event.body.length === 0 ? [late] : [late, came]);
  return {
    lines: [
      `var ${isLate} = false;`,
      'try {',
      ...deeper(printer.syntax.indent, printer.taskOf(event.task).finish(wait)),
      `} catch (${printer.words.canceled}) {`,
      `${printer.syntax.indent}${isLate} = true;`,
      '}',
      ...chain.lines,
    ],
    ends: chain.ends,
  };
}

function amongMany(printer: ExceptionPrinter, { arms, asides, handlers }: Race, scope: Scope): Block {
  const begun = arms.map(({ task, body }) => ({
    body,
    kind: task.kind,
    ...printer.started(printer.taskOf(task)),
  }));
  const beside = asides.map(({ on, then }) => ({
    on: printer.started(printer.taskOf(on)),
    then: printer.declared(printer.taskOf(then)),
  }));
  const open = printer.names.fresh('open');
  const won = printer.names.fresh('won');
  const all = [...begun, ...beside.map(({ on }) => on)].map(({ variable }) => variable).join(', ');
  const chain = ifChain(
    printer.syntax,
    begun.map(({ task, variable, body, kind }, at) => {
      const isLast = at === begun.length - 1;
      const rest = printer.body(body, scope);
      const canFail = handlers.length > 0 && (kind === 'call' || kind === 'child');
      const block = canFail
        ? guarded(printer, { lines: task.finish(variable), rest, handlers, scope })
        : { lines: [...task.finish(variable), ...rest.lines], ends: rest.ends };
      return { condition: isLast ? undefined : `${won} == ${variable}`, block };
    }),
  );
  const only =
    begun.length === 1 ? chain.lines.slice(1, -1).map((line) => line.slice(printer.syntax.indent.length)) : chain.lines;
  return {
    lines: [
      ...begun.flatMap(({ lines }) => lines),
      ...beside.flatMap(({ on, then }) => [...on.lines, ...then.lines]),
      `var ${open} = ${printer.words.listOf(all)};`,
      `${printer.words.wonType} ${won} = ${printer.words.firstOf(open)};`,
      ...besideRounds(printer, beside, { open, won }),
      ...beside.flatMap(({ then }) => printer.whenStarted(then.variable, then.task)),
      ...only,
    ],
    ends: chain.ends,
  };
}

interface Guarded {
  readonly lines: readonly string[];
  readonly rest: Block;
  readonly handlers: Race['handlers'];
  readonly scope: Scope;
}

function guarded(printer: ExceptionPrinter, { lines, rest, handlers, scope }: Guarded): Block {
  const failure = printer.names.fresh('failure');
  const handled = printer.handled(failure, handlers, { scope, rest });
  return { lines: [...printer.caught(failure, lines), ...handled.lines], ends: handled.ends };
}

type Started = ReturnType<ExceptionPrinter['started']>;

/** While something came that does not end the race, what it starts is started, and the race goes on. */
function besideRounds(
  printer: ExceptionPrinter,
  beside: readonly { readonly on: Started; readonly then: Started }[],
  { open, won }: { readonly open: string; readonly won: string },
): readonly string[] {
  if (beside.length === 0) return [];
  const isAside = beside.map(({ on }) => `${won} == ${on.variable}`).join(' || ');
  const chain = ifChain(
    printer.syntax,
    beside.map(({ on, then }, at) => ({
      condition: at === beside.length - 1 ? undefined : `${won} == ${on.variable}`,
      block: {
        lines: [...on.task.finish(on.variable), `${then.variable} = ${then.task.start};`],
        ends: false,
      },
    })),
  );
  const lines =
    beside.length === 1
      ? chain.lines.slice(1, -1).map((line) => line.slice(printer.syntax.indent.length))
      : chain.lines;
  return [
    `while (${isAside}) {`,
    ...deeper(printer.syntax.indent, [
      ...lines,
      printer.words.remove(open, won),
      `${won} = ${printer.words.firstOf(open)};`,
    ]),
    '}',
  ];
}
