import { jumpsIn } from './jumps-in';
import { negated } from './negated';
import { withoutTail } from './without-tail';
import type { Choose, Loop, Statement } from './statement';

/** Gives a loop the form a person would write: `while (…)` or `do … while (…)` where its first or last choice is one. */
export function tidyLoop(loop: Loop): Loop {
  return whileForm(loop) ?? doForm(loop) ?? { ...loop, body: withoutTail(loop.body, 'again') };
}

function whileForm(loop: Loop): Loop | undefined {
  const [first, ...rest] = loop.body;
  const choice = first?.kind === 'choose' ? twoWays(first) : undefined;
  if (choice === undefined) return undefined;
  const { condition, yes, no } = choice;
  if (isJust(no, 'leave')) return tested(loop, { at: 'before', condition }, [...yes, ...rest]);
  return isJust(yes, 'leave')
    ? tested(loop, { at: 'before', condition: negated(condition) }, [...no, ...rest])
    : undefined;
}

function doForm(loop: Loop): Loop | undefined {
  const last = loop.body.at(-1);
  const choice = last?.kind === 'choose' ? twoWays(last) : undefined;
  if (choice === undefined) return undefined;
  const { condition, yes, no } = choice;
  const body = loop.body.slice(0, -1);
  if (isJust(yes, 'again') && isJust(no, 'leave')) return tested(loop, { at: 'after', condition }, body);
  return isJust(yes, 'leave') && isJust(no, 'again')
    ? tested(loop, { at: 'after', condition: negated(condition) }, body)
    : undefined;
}

function twoWays({ decision, branches, otherwise }: Choose) {
  const [branch, more] = branches;
  if (decision !== undefined || branch === undefined || more !== undefined || branch.when.kind !== 'data')
    return undefined;
  return { condition: branch.when.condition, yes: branch.body, no: otherwise };
}

/** A loop with a test starts no round from inside. */
function tested(loop: Loop, test: NonNullable<Loop['test']>, body: readonly Statement[]): Loop | undefined {
  const rest = withoutTail(body, 'again');
  return jumpsIn(rest).includes('again') ? undefined : { ...loop, test, body: rest };
}

function isJust(body: readonly Statement[], kind: 'again' | 'leave'): boolean {
  return body.length === 1 && body[0]?.kind === kind;
}
