import type { StatementOf } from '../../plan/statement';
import { type Block, deeper } from '../typed/block';
import { jumpsOut } from '../typed/jumps-out';
import type { Scope } from '../typed/scope';
import { type Arm, ifChain } from '../typed/syntax';
import type { GoPrinter } from './go-printer';
import { goText } from './go-types';

/** A body whose failure is looked at before it ends the workflow. */
export function guarding(printer: GoPrinter, guard: StatementOf<'guard'>, scope: Scope): Block {
  const failure = printer.names.fresh('failure');
  const lines = guard.body.some(jumpsOut)
    ? onceAround(printer, guard, { scope, failure })
    : inFunction(printer, guard, { scope, failure });
  const handled = ifChain(printer.syntax, armsOf(printer, guard, { scope, failure }));
  return { lines: [...lines, ...handled.lines], ends: handled.ends };
}

interface At {
  readonly scope: Scope;
  readonly failure: string;
}

function inFunction(printer: GoPrinter, { body }: StatementOf<'guard'>, { scope, failure }: At): readonly string[] {
  const inside = printer.body(body, { ...scope, fail: (error) => [`return ${error}`] });
  const last = inside.ends ? [] : ['\treturn nil'];
  return [`${failure} := func() error {`, ...deeper('\t', inside.lines), ...last, '}()'];
}

/** Where the body leaves what is around it, a function would be in the way: a loop of one round can be left by name. */
function onceAround(printer: GoPrinter, { body }: StatementOf<'guard'>, { scope, failure }: At): readonly string[] {
  const label = printer.names.fresh('guarded');
  const failed: string[] = [];
  const fail = (error: string): readonly string[] => {
    failed.push(error);
    return [`${failure} = ${error}`, `break ${label}`];
  };
  const inside = printer.body(body, { ...scope, breakLeaves: false, continueRepeats: false, fail });
  const loop = ['for range 1 {', ...deeper('\t', inside.lines), '}'];
  return [`var ${failure} error`, ...(failed.length > 0 ? [`@${label}:`] : []), ...loop];
}

function armsOf(printer: GoPrinter, guard: StatementOf<'guard'>, { scope, failure }: At): readonly Arm[] {
  const hasRest = guard.otherwise.length > 0;
  const rest = hasRest ? [{ condition: `${failure} == nil`, block: printer.body(guard.otherwise, scope) }] : [];
  const coded = guard.handlers
    .filter(({ code }) => code !== undefined)
    .map(({ code = '', body }) => ({
      condition: `hasCode(${failure}, ${goText(code)})`,
      block: printer.body(body, scope),
    }));
  const any = guard.handlers.find(({ code }) => code === undefined);
  const last = any === undefined ? { lines: scope.fail(failure), ends: true } : printer.body(any.body, scope);
  return [...rest, ...coded, { condition: hasRest ? undefined : `${failure} != nil`, block: last }];
}
