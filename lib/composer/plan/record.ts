/** What a field holds. Lists hold items of no known shape, `object` has members of no known shape. */
export type FieldType =
  | { readonly kind: 'text' | 'number' | 'truth' | 'object' | 'unknown' }
  | { readonly kind: 'list'; readonly items?: 'text' }
  /** Another record of the program, by name: `order.total > 1000` makes `order` a record with the field `total`. */
  | { readonly kind: 'record'; readonly record: string };

export type Example = string | number | boolean | null | readonly Example[] | { readonly [name: string]: Example };

export interface Field {
  /** Camel case, and so on the wire in every language; the member of a type may be written as the language does. */
  readonly name: string;
  readonly type: FieldType;
  /** False in the data of a workflow, where every field is unknown until an activity, event or input tells it. */
  readonly isRequired: boolean;
  /** A value that lets the project run at once: for stubs, the starter and the tests. */
  readonly example: Example;
}

/** A type with named fields. Merging one into another means: each field that is present replaces the field of that name. */
export interface RecordType {
  /** Pascal case, unique in the program. */
  readonly name: string;
  /** One sentence for the doc comment. */
  readonly title: string;
  readonly fields: readonly Field[];
}
