import type { Element, ElementOf } from '@/lib/composer/model/element';
import type { Trigger } from '@/lib/composer/model/trigger';
import type { Drawn } from './drawn';
import { childMoves, repeatedMoves } from './child-moves';
import { compensationMoves } from './compensation-moves';
import { goOn, scopeEnds, scopeFails, scopeStops } from './leave';
import type { State, Token } from './state';
import { abandoned, idle, replaced, touched } from './state';

export interface At {
  readonly drawn: Drawn;
  /** How many steps have been seen. */
  readonly now: number;
}

/** The states that come after this one without anything to be seen. */
export function silentMoves(state: State, at: At): readonly State[] {
  return [
    ...state.tokens.flatMap((token) => [...movesOf(state, token, at), ...boundaryMoves(state, token, at)]),
    ...state.scopes
      .filter(({ id }) => !state.tokens.some(({ scope }) => scope === id))
      .flatMap(({ id }) => scopeEnds(state, id, at)),
  ];
}

/** What one token can do unseen. */
export function movesOf(state: State, token: Token, at: At): readonly State[] {
  const element = at.drawn.after(token.flow);
  switch (element.kind) {
    case 'gateway':
      return gatewayMoves(state, token, at);
    case 'catch':
      return caught(state, token, { ...at, by: element });
    case 'throw':
    case 'end':
      return resultMoves(state, token, at);
    case 'task':
      return repeatedMoves(state, token, at);
    case 'child':
      return childMoves(state, token, at);
    default:
      return [goOn(state, token, { drawn: at.drawn, from: element.id })];
  }
}

function resultMoves(state: State, token: Token, at: At): readonly State[] {
  const element = at.drawn.after(token.flow);
  if (element.kind !== 'throw' && element.kind !== 'end') return [];
  const { result } = element;
  switch (result.kind) {
    case 'none':
      return [goOn(state, token, { drawn: at.drawn, from: element.id })];
    case 'terminate':
      return scopeStops(replaced(state, token), token.scope, at);
    case 'error':
      return [scopeFails(replaced(state, token), token.scope, { drawn: at.drawn, error: `[${result.code ?? ''}]` })];
    case 'compensation':
      return compensationMoves(state, token, { ...at, of: result.of });
    default:
      return [];
  }
}

function gatewayMoves(state: State, token: Token, at: At): readonly State[] {
  const { drawn } = at;
  const element = drawn.after(token.flow);
  if (element.kind !== 'gateway') return [];
  const out = drawn.outOf(element.id);
  const ways = (from: State, by: Token, flows: readonly { readonly id: string }[]): State =>
    replaced(
      from,
      by,
      flows.map(({ id }) => ({ scope: token.scope, flow: id })),
    );
  if (element.gateway === 'event-based')
    return out.flatMap((flow) => caughtAfterGateway(state, token, { ...at, flow }));
  if (element.gateway === 'exclusive') {
    if (drawn.hasDecision(element.id)) return [];
    return out.map((flow) => ways(state, token, [flow]));
  }
  const joined = joinedAt(state, token, { drawn, gateway: element.gateway });
  if (joined === undefined) return [];
  if (element.gateway === 'parallel' || out.length < 2) return [ways(joined, token, out)];
  if (drawn.hasDecision(element.id)) return [];
  return subsets(out).map((chosen) => ways(joined, token, chosen));
}

/** The state without the other tokens of a join; undefined while one is missing. The join is done by its first token. */
function joinedAt(
  state: State,
  token: Token,
  { drawn, gateway }: { drawn: Drawn; gateway: 'parallel' | 'inclusive' },
): State | undefined {
  const into = drawn.into(drawn.after(token.flow).id);
  if (into.length < 2) return state;
  const here = state.tokens.filter(({ scope }) => scope === token.scope);
  const waiting = into.map(({ id }) => here.find(({ flow }) => flow === id));
  const found = waiting.filter((one) => one !== undefined);
  if (found[0]?.flow !== token.flow) return undefined;
  const isMissing = into.some(({ id }, place) => {
    if (waiting[place] !== undefined) return false;
    if (gateway === 'parallel') return true;
    const before = drawn.flowsBefore(id);
    return here.some(({ flow }) => before.has(flow) && !into.some((other) => other.id === flow));
  });
  if (isMissing) return undefined;
  return { ...state, tokens: state.tokens.filter((other) => other === token || !found.includes(other)) };
}

function subsets<T>(all: readonly T[]): readonly (readonly T[])[] {
  const every = all.reduce<readonly (readonly T[])[]>(
    (sets, one) => [...sets, ...sets.map((set) => [...set, one])],
    [[]],
  );
  return every.filter((set) => set.length > 0);
}

function caughtAfterGateway(
  state: State,
  token: Token,
  { flow, ...at }: At & { flow: { id: string } },
): readonly State[] {
  const event = at.drawn.after(flow.id);
  return event.kind === 'catch' ? caught(state, token, { ...at, by: event }) : [];
}

function caught(state: State, token: Token, { by, drawn }: At & { by: ElementOf<'catch'> }): readonly State[] {
  const taken = taking(state, by, { drawn, trigger: by.trigger });
  return taken === undefined ? [] : [goOn(touched(taken, token.scope), token, { drawn, from: by.id })];
}

/** The state in which a timer or event has been used up; undefined when none has come. */
function taking(
  state: State,
  { id }: Element,
  { drawn, trigger }: { drawn: Drawn; trigger: Trigger },
): State | undefined {
  if (trigger.kind === 'timer') return state.fired === 0 ? undefined : { ...state, fired: state.fired - 1 };
  const name = drawn.eventOf(id) ?? '';
  const count = state.heard[name] ?? 0;
  return count === 0 ? undefined : { ...state, heard: { ...state.heard, [name]: count - 1 } };
}

function boundaryMoves(state: State, token: Token, { drawn }: At): readonly State[] {
  const host = drawn.after(token.flow);
  if (token.busy === undefined && host.kind !== 'catch') return [];
  return drawn.boundaries(host.id).flatMap((event): readonly State[] => {
    if (event.trigger.kind === 'error' || event.trigger.kind === 'compensation') return [];
    const busy = token.busy ?? idle;
    const used = busy.taken.includes(event.id) ? undefined : taking(state, event, { drawn, trigger: event.trigger });
    if (used === undefined) return [];
    const taken = touched(used, token.scope);
    if (event.interrupting) return [goOn(busy.scopes.reduce(abandoned, taken), token, { drawn, from: event.id })];
    const beside = drawn.outOf(event.id).map(({ id }): Token => ({ scope: token.scope, flow: id }));
    return [replaced(taken, token, [{ ...token, busy: { ...busy, taken: [...busy.taken, event.id] } }, ...beside])];
  });
}
