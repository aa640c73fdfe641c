/** What was completed and can be undone; the clock counts the steps that were seen. */
export interface Undo {
  readonly element: string;
  readonly began: number;
  readonly ended: number;
  readonly run?: number;
}

/** What goes on at the element that a token has come to. */
export interface Busy {
  /** Runs of activities that have begun and not ended. */
  readonly runs: readonly number[];
  /** Scopes of children that are open. */
  readonly scopes: readonly number[];
  /** How many activities or children of a multi-instance have begun. */
  readonly begun: number;
  readonly since: number;
  /** Boundary events that do not interrupt and have been taken. */
  readonly taken: readonly string[];
  /** `asking`: a decision runs. `asked`: the loop goes on. `done`: the work is done, its loop condition is not yet asked. */
  readonly phase?: 'asking' | 'asked' | 'done';
  /** What a compensation has still to undo. */
  readonly undos?: readonly Undo[];
}

/** A token on a flow; without `busy` it waits before the element that the flow leads to. */
export interface Token {
  readonly scope: number;
  readonly flow: string;
  readonly busy?: Busy;
}

/** One run of a process. What an abandoned one does is still of the model, but changes nothing outside of it. */
export interface Scope {
  readonly id: number;
  readonly process: string;
  readonly isAbandoned: boolean;
  /** Nothing that was seen has been explained by it yet: of a multi-instance, one such is enough to follow. */
  readonly isFresh: boolean;
  readonly undos: readonly Undo[];
}

/** One way in which the steps seen so far can be explained. */
export interface State {
  readonly scopes: readonly Scope[];
  readonly tokens: readonly Token[];
  /** Events that came and were not taken, by name, and timers that fired. */
  readonly heard: Readonly<Record<string, number>>;
  readonly fired: number;
  readonly nextScope: number;
  /** Present when the process that was started has ended. */
  readonly outcome?: { readonly error?: string };
}

export const idle: Busy = { runs: [], scopes: [], begun: 0, since: 0, taken: [] };

/** The same for states that differ only in the numbers of their scopes or in the order of their tokens. */
export function keyOf(state: State): string {
  const held = new Set(state.tokens.flatMap(({ busy }) => busy?.scopes ?? []));
  const tops = state.scopes.filter(({ id }) => !held.has(id)).map((scope) => scopeKey(state, scope));
  return JSON.stringify([tops.sort(), state.heard, state.fired, state.outcome]);
}

function scopeKey(state: State, { id, ...scope }: Scope): string {
  const tokens = state.tokens
    .filter((token) => token.scope === id)
    .map(({ flow, busy }) => {
      const below = busy?.scopes.map((inner) => scopeKey(state, scopeOf(state, inner))) ?? [];
      return JSON.stringify([flow, busy === undefined ? undefined : { ...busy, scopes: below.sort() }]);
    });
  return JSON.stringify([scope, tokens.sort()]);
}

/** The state with one token replaced by others. */
export function replaced(state: State, token: Token, by: readonly Token[] = []): State {
  return { ...state, tokens: [...state.tokens.filter((other) => other !== token), ...by] };
}

export function withScope(state: State, id: number, change: (scope: Scope) => Scope): State {
  return { ...state, scopes: state.scopes.map((scope) => (scope.id === id ? change(scope) : scope)) };
}

export function scopeOf(state: State, id: number): Scope {
  const found = state.scopes.find((scope) => scope.id === id);
  if (found === undefined) throw new Error(`no scope ${id}`);
  return found;
}

/** Something that was seen is explained by a scope, and so by those around it. */
export function touched(state: State, id: number): State {
  const holder = holderOf(state, id);
  const here = withScope(state, id, (scope) => (scope.isFresh ? { ...scope, isFresh: false } : scope));
  return holder === undefined ? here : touched(here, holder.scope);
}

/** The token that waits for the end of a scope. */
export function holderOf(state: State, scope: number): Token | undefined {
  return state.tokens.find(({ busy }) => busy?.scopes.includes(scope) === true);
}

/** Nothing that goes on in a scope, and in those below it, is waited for any more. */
export function abandoned(state: State, scope: number): State {
  const below = state.tokens.filter((token) => token.scope === scope).flatMap(({ busy }) => busy?.scopes ?? []);
  const here = withScope(state, scope, (found) => ({ ...found, isAbandoned: true }));
  return below.reduce(abandoned, here);
}
