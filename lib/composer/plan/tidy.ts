import { negated } from './negated';
import { withoutTail } from './without-tail';
import type { Guard, Race, Choose, Statement } from './statement';

/** Takes the plain end from where a workflow ends anyway, and paths out of blocks that nothing else comes out of. */
export function tidy(body: readonly Statement[]): readonly Statement[] {
  return withoutTail(flattened(body), 'end');
}

/** What follows a block may stand after it when no other path comes out: less indentation, same order. */
function flattened(body: readonly Statement[]): readonly Statement[] {
  return body.flatMap((statement): readonly Statement[] => {
    switch (statement.kind) {
      case 'choose':
        return flattenedChoose(statement);
      case 'guard':
        return flattenedGuard(statement);
      case 'race':
        return flattenedRace(statement);
      case 'loop':
        return [{ ...statement, body: flattened(statement.body) }];
      case 'steps':
        return [{ ...statement, steps: statement.steps.map((step) => ({ ...step, body: flattened(step.body) })) }];
      default:
        return [statement];
    }
  });
}

function flattenedChoose(choose: Choose): readonly Statement[] {
  const whole = turned({ ...choose, otherwise: flattened(choose.otherwise) });
  const branches = whole.branches.map((branch) => ({ ...branch, body: flattened(branch.body) }));
  const { otherwise } = whole;
  if (otherwise.length > 0 && branches.length > 0 && branches.every(({ body }) => doesEnd(body))) {
    return [{ ...whole, branches, otherwise: [] }, ...otherwise];
  }
  return [{ ...whole, branches, otherwise }];
}

/** A choice between nothing and something asks for the something. */
function turned(choose: Choose): Choose {
  const [branch, more] = choose.branches;
  if (branch === undefined || more !== undefined || branch.body.length > 0) return choose;
  const { otherwise: body, rest } = choose;
  if (body.length === 0) return choose;
  if (branch.when.kind === 'data') {
    const when = { kind: 'data' as const, condition: negated(branch.when.condition) };
    return { ...choose, branches: [{ ...branch, label: '', when, body }], otherwise: [] };
  }
  if (rest === undefined) return choose;
  const turnedBranch = { ...branch, label: rest, when: { kind: 'answer' as const, answer: rest }, body };
  return { ...choose, branches: [turnedBranch], otherwise: [], rest: branch.when.answer };
}

function flattenedGuard(guard: Guard): readonly Statement[] {
  const handlers = guard.handlers.map((handler) => ({ ...handler, body: flattened(handler.body) }));
  const otherwise = flattened(guard.otherwise);
  const body = flattened(guard.body);
  if (handlers.every((handler) => doesEnd(handler.body)))
    return [{ ...guard, body, handlers, otherwise: [] }, ...otherwise];
  return [{ ...guard, body, handlers, otherwise }];
}

function flattenedRace(race: Race): readonly Statement[] {
  const handlers = race.handlers.map((handler) => ({ ...handler, body: flattened(handler.body) }));
  const arms = race.arms.map((arm) => ({ ...arm, body: flattened(arm.body) }));
  const [first, ...rest] = arms;
  if (first === undefined || ![...rest, ...handlers].every(({ body }) => doesEnd(body)))
    return [{ ...race, arms, handlers }];
  return [{ ...race, arms: [{ ...first, body: [] }, ...rest], handlers }, ...first.body];
}

/** True when the last statement takes control away; `goto` and `done` only note what the next step is. */
export function doesEnd(body: readonly Statement[]): boolean {
  const last = body.at(-1);
  if (last === undefined) return false;
  switch (last.kind) {
    case 'end':
    case 'leave':
    case 'again':
      return true;
    case 'choose':
      return last.branches.every((branch) => doesEnd(branch.body)) && doesEnd(last.otherwise);
    default:
      return false;
  }
}
