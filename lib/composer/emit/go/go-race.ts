import type { Race, StatementOf, Task } from '../../plan/statement';
import { type Block, deeper } from '../typed/block';
import { inSwitch, type Scope } from '../typed/scope';
import { type GoPrinter, whenStarted } from './go-printer';
import { converted, goPath, goTask, merging, spaced, variableFor } from './go-tasks';
import { goDuration, goText } from './go-types';

type Printed = { readonly lines: readonly string[]; readonly ends: boolean };

/** The first of several things. */
export function racing(printer: GoPrinter, race: StatementOf<'race'>, scope: Scope): Block {
  return isEventWithTimeout(race) ? withTimeout(printer, race, scope) : amongMany(printer, race, scope);
}

/** One event and one time: what the SDK has a call for. */
function isEventWithTimeout({ arms, asides }: Race): boolean {
  const kinds = arms.map(({ task }) => (task.kind === 'sleep' ? task.time.kind : task.kind)).sort();
  return asides.length === 0 && kinds.join(' ') === 'after wait';
}

/** Does a workflow need the helper that waits for the first of several things? */
export function needsRaceHelper(race: Race): boolean {
  return !isEventWithTimeout(race);
}

function withTimeout(printer: GoPrinter, { arms, handlers }: Race, scope: Scope): Block {
  const event = arms.find(({ task }) => task.kind === 'wait');
  const timer = arms.find(({ task }) => task.kind === 'sleep');
  if (event?.task.kind !== 'wait' || timer?.task.kind !== 'sleep' || timer.task.time.kind !== 'after') {
    throw new Error('the race is none of an event and a time');
  }
  const { payload } = printer.types.event(event.task.event);
  const result = printer.names.fresh(variableFor(event.task.event));
  const limit = goDuration(timer.task.time.seconds);
  const late = printer.body(timer.body, inSwitch(scope));
  const failed = printer.handled('err', handlers, inSwitch(scope));
  const merged = mergeOf(printer, payload, result);
  const came = printer.body(event.body, inSwitch(scope));
  return {
    lines: [
      `var ${result} ${payload}`,
      `switch err := ctx.WaitForExternalEvent(${goText(event.task.event)}, ${limit}).Await(&${result}); {`,
      'case errors.Is(err, task.ErrTaskCanceled):',
      ...deeper('\t', late.lines),
      'case err != nil:',
      ...deeper('\t', failed.lines),
      'default:',
      ...deeper('\t', [...merged, ...came.lines]),
      '}',
    ],
    ends: late.ends && failed.ends && came.ends,
  };
}

function amongMany(printer: GoPrinter, { arms, asides, handlers }: Race, scope: Scope): Block {
  const race = printer.names.fresh('race');
  const won = printer.names.fresh('won');
  const entered = [...arms.map(({ task }) => task), ...asides.map(({ on }) => on)].flatMap((task) =>
    entering(printer, race, task),
  );
  const beside = asides.map(({ on, then }) => ({ on, ...printer.declared(goTask(printer, then)) }));
  const cases = arms.map(({ task, body }, at) => {
    const result = resultOf(printer, task, { race, at, handlers, scope });
    const rest = printer.body(body, inSwitch(scope));
    return armBlock(result, rest);
  });
  return {
    lines: [
      ...beside.flatMap(({ declaration }) => declaration),
      `${race} := startRace(ctx, &races)`,
      ...entered,
      `${won} := ${race}.first()`,
      ...besideRounds(printer, beside, { race, won, arms: arms.length, scope }),
      ...beside.flatMap(({ variable, task }) => whenStarted(variable, task, scope)),
      ...(cases.length === 1 ? (cases[0]?.lines ?? []) : armSwitch(won, cases)),
    ],
    ends: cases.every(({ ends }) => ends),
  };
}

function armSwitch(won: string, cases: readonly Printed[]): readonly string[] {
  const printed = cases.flatMap(({ lines }, at) => [
    at === cases.length - 1 ? 'default:' : `case ${at}:`,
    ...deeper('\t', lines),
  ]);
  return [`switch ${won} {`, ...printed, '}'];
}

interface Entry {
  readonly race: string;
  readonly at: number;
  readonly handlers: Race['handlers'];
  readonly scope: Scope;
}

/** The lines that take the result of an arm, and those that a failure leads to when it is handled. */
interface Result {
  readonly check: string;
  readonly failed: Printed;
  readonly before: readonly string[];
  readonly merged: readonly string[];
}

function armBlock({ before, check, failed, merged }: Result, rest: Printed): Printed {
  const head = [...before, `if err := ${check}; err != nil {`, ...deeper('\t', failed.lines)];
  if (failed.ends) return { lines: [...head, '}', ...merged, ...rest.lines], ends: rest.ends };
  const done = [...merged, ...rest.lines];
  if (done.length === 0) return { lines: [...head, '}'], ends: false };
  return { lines: [...head, '} else {', ...deeper('\t', done), '}'], ends: false };
}

function resultOf(printer: GoPrinter, task: Task, { race, at, handlers, scope }: Entry): Result {
  const failed = printer.handled('err', handlers, inSwitch(scope));
  const taken = (target: string): string => `${race}.result(${at}, ${target})`;
  if (task.kind === 'sleep') return { before: [], check: taken('nil'), failed: failing(scope), merged: [] };
  if (task.kind === 'child') return childResult(printer, task, { taken, failed });
  const record = task.kind === 'wait' ? printer.types.event(task.event).payload : printer.types.outputOf(task.activity);
  const undo = task.kind === 'call' ? printer.remember(task.undo) : [];
  if (record === undefined || printer.types.merged(record, printer.unit.data).length === 0) {
    return { before: [], check: taken('nil'), failed, merged: undo };
  }
  const name = task.kind === 'wait' ? task.event : `${task.activity}Result`;
  const variable = printer.names.fresh(variableFor(name));
  return {
    before: [`var ${variable} ${record}`],
    check: taken(`&${variable}`),
    failed,
    merged: [...mergeOf(printer, record, variable), ...undo],
  };
}

function childResult(
  printer: GoPrinter,
  task: StatementOf<'child'>,
  { taken, failed }: { readonly taken: (target: string) => string; readonly failed: Printed },
): Result {
  const child = printer.types.unit(task.workflow);
  const type = child?.data ?? printer.unit.data;
  const variable = printer.names.fresh(`${variableFor(task.workflow)}Result`);
  const isKept = child?.keepsUndos === true && printer.unit.keepsUndos;
  printer.conversions.mergesChanges(type, printer.unit.data);
  return {
    before: [`var ${variable} ${type}`],
    check: taken(`&${variable}`),
    failed,
    merged: [
      `data.mergeChanges${type === printer.unit.data ? '' : `Of${type}`}(${inputName(printer, task)}, ${variable})`,
      ...(isKept ? [`data.Undos = append(data.Undos, ${variable}.Undos...)`] : []),
      ...printer.remember(task.undo),
    ],
  };
}

/** Only a time that is told by the data can fail, and no handler of the diagram is meant for it. */
function failing(scope: Scope): Printed {
  return { lines: scope.fail('err'), ends: true };
}

function entering(printer: GoPrinter, race: string, task: Task): readonly string[] {
  switch (task.kind) {
    case 'wait':
      return [`${race}.event(${goText(task.event)})`];
    case 'call': {
      const { input } = printer.types.activity(task.activity);
      return [beginning(printer, `${race}.activity`, [task.activity, converted(printer, input, 'data')])];
    }
    case 'child': {
      const child = printer.types.unit(task.workflow);
      const value = converted(printer, child?.data ?? printer.unit.data, 'data');
      const input = inputName(printer, task);
      return [
        `${input} := ${child?.keepsUndos === true ? `${value}.withoutUndos()` : value}`,
        beginning(printer, `${race}.workflow`, [task.workflow, input]),
      ];
    }
    case 'sleep':
      return [`${race}.${timerOf(task)}`];
  }
}

/** What another app serves begins with its App ID. */
function beginning({ types, unit }: GoPrinter, method: string, [called, input]: readonly [string, string]): string {
  const app = types.otherApp(unit, called);
  const parts = [goText(called), input].join(', ');
  return app === undefined ? `${method}(${parts})` : `${method}In(${goText(app)}, ${parts})`;
}

function timerOf({ time }: StatementOf<'sleep'>): string {
  switch (time.kind) {
    case 'after':
      return `after(${spaced(goDuration(time.seconds))})`;
    case 'after-field':
      return `after(secondsOf(${goPath(time.path, 'data')}))`;
    case 'at':
      return `at(${goText(time.instant)})`;
    case 'at-field':
      return `at(${goPath(time.path, 'data')})`;
  }
}

interface Rounds {
  readonly race: string;
  readonly won: string;
  readonly arms: number;
  readonly scope: Scope;
}

type Beside = ReturnType<GoPrinter['declared']> & { readonly on: Race['asides'][number]['on'] };

/** While something came that does not end the race, what it starts is started, and the race goes on. */
function besideRounds(printer: GoPrinter, beside: readonly Beside[], rounds: Rounds): readonly string[] {
  if (beside.length === 0) return [];
  const { race, won, arms, scope } = rounds;
  const cases = beside.flatMap(({ on, variable, task }, at) => {
    const result = resultOf(printer, on, { race, at: arms + at, handlers: [], scope });
    const taken = armBlock(result, { lines: [`${variable} = ${task.start}`], ends: false });
    return [`case ${arms + at}:`, ...deeper('\t', taken.lines)];
  });
  return [
    `for ; ${won} >= ${arms}; ${won} = ${race}.first() {`,
    `\tswitch ${won} {`,
    ...deeper('\t', cases),
    '\t}',
    '}',
  ];
}

/** Also where nothing is merged the variable has to be used. */
function mergeOf(printer: GoPrinter, from: string, variable: string): readonly string[] {
  if (printer.types.merged(from, printer.unit.data).length === 0) return [`_ = ${variable}`];
  return merging(printer, from, variable);
}

function inputName(printer: GoPrinter, task: StatementOf<'child'>): string {
  return printer.names.of(`race input ${task.workflow} ${task.element}`, `${variableFor(task.workflow)}Input`);
}
