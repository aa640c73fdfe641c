/** A value inside a condition: a literal, or a field of the data by its path (`['order', 'total']`). */
export type Operand =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  | { readonly kind: 'field'; readonly path: readonly string[] };

export const comparisons = ['=', '!=', '<', '<=', '>', '>='] as const;
export type Comparison = (typeof comparisons)[number];

/**
 * What can be asked of the data without leaving the workflow. A field that is not there makes `<`, `<=`, `>`, `>=` and
 * `=` false (but `= null` true) and `!=` true (but `!= null` false), in every language.
 */
export type Condition =
  | { readonly kind: 'compare'; readonly operator: Comparison; readonly left: Operand; readonly right: Operand }
  /** A field of type truth by itself; absent counts as false. */
  | { readonly kind: 'is-true'; readonly path: readonly string[] }
  | { readonly kind: 'and' | 'or'; readonly of: readonly Condition[] }
  | { readonly kind: 'not'; readonly of: Condition }
  | { readonly kind: 'constant'; readonly value: boolean };

/** When a branch is taken: the data say so, or the activity that was asked before answered with this label. */
export type When =
  { readonly kind: 'data'; readonly condition: Condition } | { readonly kind: 'answer'; readonly answer: string };

/** A question that no comparison of data decides: an activity answers it with one of the labels at the branches. */
export interface Decision {
  /** Name of an activity whose output is an answer. */
  readonly activity: string;
}
