import type { Statement } from './statement';

/** The lists of statements inside a statement, in the order of the program. */
export function partsOf(statement: Statement): readonly (readonly Statement[])[] {
  switch (statement.kind) {
    case 'choose':
      return [...statement.branches.map(({ body }) => body), statement.otherwise];
    case 'race':
      return [...statement.arms.map(({ body }) => body), ...statement.handlers.map(({ body }) => body)];
    case 'guard':
      return [statement.body, ...statement.handlers.map(({ body }) => body), statement.otherwise];
    case 'loop':
      return [statement.body];
    case 'steps':
      return statement.steps.map(({ body }) => body);
    default:
      return [];
  }
}
