import { begun } from './child-moves';
import { goOn } from './leave';
import type { At } from './silent-moves';
import type { Drawn } from './drawn';
import type { State, Token, Undo } from './state';
import { idle, replaced, scopeOf, withScope } from './state';

/** A compensation takes what its process can undo, begins the children that undo, and goes on when nothing is left. */
export function compensationMoves(
  state: State,
  token: Token,
  { of, ...at }: At & { readonly of: string | undefined },
): readonly State[] {
  if (token.busy?.undos === undefined) return [taken(state, token, { of, drawn: at.drawn })];
  const { runs, scopes, undos } = token.busy;
  const from = at.drawn.after(token.flow).id;
  if (undos.length === 0 && runs.length + scopes.length === 0) return [goOn(state, token, { drawn: at.drawn, from })];
  return nextUndos(undos).flatMap((undo) => {
    const element = at.drawn.element(undo.element);
    if (element.kind !== 'child' || element.process === undefined || scopes.length > 0) return [];
    const left = { ...token, busy: { ...idle, ...token.busy, undos: undos.filter((other) => other !== undo) } };
    return begun(replaced(state, token, [left]), left, { ...at, process: element.process });
  });
}

function taken(state: State, token: Token, { of, drawn }: { of: string | undefined; drawn: Drawn }): State {
  const undoer = of === undefined ? undefined : compensatorOf(drawn, of);
  const { undos } = scopeOf(state, token.scope);
  const chosen = undos.filter(({ element }) => undoer === undefined || element === undoer);
  const kept = withScope(state, token.scope, (scope) => ({
    ...scope,
    undos: undos.filter((undo) => !chosen.includes(undo)),
  }));
  return replaced(kept, token, [{ ...token, busy: { ...idle, undos: chosen } }]);
}

function compensatorOf(drawn: Drawn, of: string): string {
  const element = drawn.element(of);
  return ('compensatedBy' in element ? element.compensatedBy : undefined) ?? of;
}

/** What may be undone now: nothing that was begun after it had ended is still there (BPMN 2.0.2, 13.5.5). */
export function nextUndos(undos: readonly Undo[]): readonly Undo[] {
  return undos.filter(
    (undo) => undo.run === undefined && !undos.some((other) => other.began >= undo.ended && other !== undo),
  );
}
