import type { ElementOf } from '@/lib/composer/model/element';
import { workDone } from './leave';
import type { At } from './silent-moves';
import type { State, Token } from './state';
import { idle, replaced, scopeOf } from './state';

/** No list that nobody knows the length of is longer in what is walked here. */
const MOST_REPETITIONS = 8;

/** What a task can do unseen: begin or end its repetitions, or be left out by its loop. */
export function repeatedMoves(state: State, token: Token, at: At): readonly State[] {
  const element = at.drawn.after(token.flow);
  if (element.kind !== 'task' && element.kind !== 'child') return [];
  if (element.many !== undefined) return manyMoves(state, token, { ...at, element });
  return mayBeLeftOut(token, { ...at, element }) ? left(state, token, at) : [];
}

/** What a child can do unseen: begin, too. */
export function childMoves(state: State, token: Token, at: At): readonly State[] {
  const element = at.drawn.after(token.flow);
  if (element.kind !== 'child' || element.process === undefined) return repeatedMoves(state, token, at);
  const rest = repeatedMoves(state, token, at);
  return mayBegin(state, token, { ...at, element })
    ? [...rest, ...begun(state, token, { ...at, process: element.process })]
    : rest;
}

type Of = At & { readonly element: ElementOf<'task'> | ElementOf<'child'> };

function manyMoves(state: State, token: Token, { element, ...at }: Of): readonly State[] {
  if (token.busy === undefined) return [replaced(state, token, [{ ...token, busy: { ...idle, since: at.now } }])];
  const { runs, scopes, begun: count } = token.busy;
  const wanted = element.many === undefined ? undefined : at.drawn.timesOf(element.many);
  const isWhole = wanted === undefined || count === wanted;
  return runs.length + scopes.length === 0 && isWhole ? workDone(state, token, at) : [];
}

/** A loop that tests before its first round, by its data. */
function mayBeLeftOut({ busy }: Token, { element, drawn }: Of): boolean {
  return busy === undefined && element.loop?.testBefore === true && !drawn.hasDecision(element.id);
}

function left(state: State, token: Token, { drawn }: At): readonly State[] {
  const { id } = drawn.after(token.flow);
  const out = drawn.outOf(id).map((flow): Token => ({ scope: token.scope, flow: flow.id }));
  return [replaced(state, token, out)];
}

function mayBegin(state: State, { busy }: Token, { element, drawn }: Of): boolean {
  if (element.many === undefined) return mayWork(busy?.phase, busy === undefined, { element, drawn });
  if (busy === undefined || busy.begun >= (drawn.timesOf(element.many) ?? MOST_REPETITIONS)) return false;
  if (element.many.order === 'sequential') return busy.scopes.length === 0;
  return !busy.scopes.some((id) => scopeOf(state, id).isFresh);
}

/** Whether an element that is not a multi-instance can begin its work: its loop was asked where it asks before. */
export function mayWork(
  phase: 'asking' | 'asked' | 'done' | undefined,
  isIdle: boolean,
  { element, drawn }: Pick<Of, 'element' | 'drawn'>,
): boolean {
  if (phase === 'asked') return true;
  return isIdle && !(element.loop?.testBefore === true && drawn.hasDecision(element.id));
}

/** The states in which a token runs one more scope of a process: one for each way in which that can begin. */
export function begun(
  state: State,
  token: Token,
  { process, drawn, now }: At & { readonly process: string },
): readonly State[] {
  const id = state.nextScope;
  const { phase: _, ...busy } = token.busy ?? { ...idle, since: now };
  const next: Token = { ...token, busy: { ...busy, scopes: [...busy.scopes, id], begun: busy.begun + 1 } };
  return drawn.beginnings(process).map((flows) => ({
    ...replaced(state, token, [next, ...flows.map((flow): Token => ({ scope: id, flow: flow.id }))]),
    scopes: [...state.scopes, { id, process, isAbandoned: false, isFresh: true, undos: [] }],
    nextScope: id + 1,
  }));
}
