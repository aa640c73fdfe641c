import type { Handler, Statement, StatementKind, StatementOf } from '../plan/statement';

/** How a language writes each kind of statement. */
export type StatementWriters<C> = {
  readonly [K in StatementKind]: (code: C, statement: StatementOf<K>) => void;
};

/** A body that may fail, and what follows when it did and when it did not. */
export interface Handled {
  readonly body: () => void;
  readonly handlers: readonly Handler[];
  readonly otherwise: readonly Statement[];
}

/** What a race is written with: statements, and a task with handlers. */
export interface RaceParts<C> {
  readonly body: (code: C, body: readonly Statement[]) => void;
  readonly handled: (code: C, handled: Handled) => void;
}

/** Writes one statement by the writer of its kind. */
export function writeBy<C, K extends StatementKind>(
  writers: StatementWriters<C>,
  code: C,
  statement: StatementOf<K>,
): void {
  writerOf(statement.kind)(code, statement);

  /** Sound because the table pairs each kind with its writer, which the compiler cannot see through the union. */
  function writerOf(kind: StatementKind): (code: C, statement: StatementOf<K>) => void {
    return writers[kind] as unknown as (code: C, statement: StatementOf<K>) => void;
  }
}
