import type { Drawn } from './drawn';
import type { State, Token } from './state';
import { abandoned, holderOf, idle, replaced, scopeOf, withScope } from './state';

/** Lets a token go on by all flows out of an element. */
export function goOn(state: State, token: Token, { drawn, from }: { drawn: Drawn; from: string }): State {
  return replaced(
    state,
    token,
    drawn.outOf(from).map(({ id }) => ({ scope: token.scope, flow: id })),
  );
}

/** The work of an element is done: what undoes it is kept, and its loop may begin again. */
export function workDone(state: State, token: Token, { drawn, now }: { drawn: Drawn; now: number }): readonly State[] {
  const element = drawn.after(token.flow);
  const busy = token.busy ?? idle;
  if (element.kind !== 'task' && element.kind !== 'child') return [goOn(state, token, { drawn, from: element.id })];
  const { compensatedBy, loop } = element;
  const kept =
    compensatedBy === undefined
      ? state
      : withScope(state, token.scope, (scope) => ({
          ...scope,
          undos: [...scope.undos, { element: compensatedBy, began: busy.since, ended: now }],
        }));
  const left = goOn(kept, token, { drawn, from: element.id });
  if (loop === undefined) return [left];
  const again: Token = { scope: token.scope, flow: token.flow };
  if (loop.testBefore) return [replaced(kept, token, [again]), ...(loop.maximum === undefined ? [] : [left])];
  if (!drawn.hasDecision(element.id)) return [left, replaced(kept, token, [again])];
  const asks = replaced(kept, token, [{ ...again, busy: { ...idle, phase: 'done' } }]);
  return loop.maximum === undefined ? [asks] : [asks, left];
}

/** A scope in which no token is left ends; what it can undo passes to the one that it belongs to. */
export function scopeEnds(state: State, id: number, at: { drawn: Drawn; now: number }): readonly State[] {
  const scope = scopeOf(state, id);
  const rest = state.scopes.filter((other) => other !== scope);
  if (scope.isAbandoned) return [];
  const holder = holderOf(state, id);
  if (holder?.busy === undefined) return [{ ...state, scopes: rest, outcome: {} }];
  const open = holder.busy.scopes.filter((other) => other !== id);
  const next: Token = { ...holder, busy: { ...holder.busy, scopes: open } };
  const inherited = withScope({ ...state, scopes: rest }, holder.scope, (outer) => ({
    ...outer,
    undos: [...outer.undos, ...scope.undos],
  }));
  const after = replaced(inherited, holder, [next]);
  const element = at.drawn.after(holder.flow);
  if (holder.busy.undos !== undefined || ('many' in element && element.many !== undefined)) return [after];
  return workDone(after, next, at);
}

/** Something in a scope failed: the nearest error event that takes it does, or everything around it fails too. */
export function failed(state: State, token: Token, { drawn, error }: { drawn: Drawn; error: string }): State {
  const host = drawn.after(token.flow);
  const events = drawn.boundaries(host.id).filter(({ trigger }) => trigger.kind === 'error');
  const codeOf = (event: (typeof events)[number]) => (event.trigger.kind === 'error' ? event.trigger.code : undefined);
  const taker =
    events.find((event) => codeOf(event) !== undefined && error.includes(`[${codeOf(event)}]`)) ??
    events.find((event) => codeOf(event) === undefined);
  const stopped = (token.busy?.scopes ?? []).reduce(abandoned, state);
  if (taker !== undefined) return goOn(stopped, token, { drawn, from: taker.id });
  return scopeFails(replaced(stopped, token), token.scope, { drawn, error });
}

export function scopeFails(state: State, id: number, { drawn, error }: { drawn: Drawn; error: string }): State {
  if (scopeOf(state, id).isAbandoned) return state;
  const holder = holderOf(state, id);
  const alone = abandoned(state, id);
  if (holder === undefined) return { ...alone, outcome: { error } };
  return failed(alone, holder, { drawn, error });
}

/** A terminate end: the scope has ended, whatever else goes on in it. */
export function scopeStops(state: State, id: number, at: { drawn: Drawn; now: number }): readonly State[] {
  if (scopeOf(state, id).isAbandoned) return [state];
  const left = { ...state, nextScope: state.nextScope + 1 };
  const moved = {
    ...left,
    scopes: [...left.scopes, { ...scopeOf(left, id), id: left.nextScope - 1, isAbandoned: true, undos: [] }],
    tokens: left.tokens.map((token) => (token.scope === id ? { ...token, scope: left.nextScope - 1 } : token)),
  };
  return scopeEnds(abandoned(moved, left.nextScope - 1), id, at);
}
