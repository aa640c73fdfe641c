import type { Element } from '@/lib/composer/model/element';
import type { Drawn } from './drawn';
import { scopeEnds } from './leave';
import { movesOf, type At } from './silent-moves';
import type { State, Token } from './state';
import { holderOf } from './state';

/**
 * The state after every move that takes no chance away from another one: what passes an element that neither waits nor
 * chooses, a child that begins, a scope that ends at a place where no boundary event could still come first.
 */
export function settled(state: State, at: At): State {
  for (let now = state; ;) {
    const next = forcedMove(now, at);
    if (next === undefined) return now;
    now = next;
  }
}

function forcedMove(state: State, at: At): State | undefined {
  for (const token of state.tokens) {
    if (!isPassing(token, at.drawn)) continue;
    const moves = movesOf(state, token, at);
    if (moves.length === 1) return moves[0];
  }
  for (const { id } of state.scopes) {
    if (state.tokens.some(({ scope }) => scope === id) || isWatched(state, id, at.drawn)) continue;
    const moves = scopeEnds(state, id, at);
    if (moves.length === 1) return moves[0];
  }
  return undefined;
}

function isPassing({ flow, busy }: Token, drawn: Drawn): boolean {
  if (busy !== undefined) return false;
  const element = drawn.after(flow);
  switch (element.kind) {
    case 'gateway':
      return isPlainGateway(element, drawn);
    case 'throw':
    case 'end':
      return element.result.kind === 'none';
    case 'child':
      return element.process !== undefined && element.many === undefined && element.loop === undefined;
    case 'task':
      return element.many !== undefined;
    default:
      return false;
  }
}

/** One that has one way in, so that it waits for nothing, and one way on or all of them. */
function isPlainGateway(element: Extract<Element, { kind: 'gateway' }>, drawn: Drawn): boolean {
  if (element.gateway === 'event-based' || drawn.hasDecision(element.id)) return false;
  const isSingle = drawn.outOf(element.id).length === 1;
  if (element.gateway === 'exclusive') return isSingle;
  return drawn.into(element.id).length === 1 && (isSingle || element.gateway === 'parallel');
}

function isWatched(state: State, scope: number, drawn: Drawn): boolean {
  const holder = holderOf(state, scope);
  return holder !== undefined && drawn.boundaries(drawn.after(holder.flow).id).length > 0;
}
