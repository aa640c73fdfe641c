/** Names that executions of a store have: not all there are, but those of its newest runs. */
export type SeenNames = {
  readonly steps: readonly string[];
  readonly events: readonly string[];
  /** Keys of tags, each with some values. */
  readonly tags: readonly SeenTag[];
};

export type SeenTag = { readonly key: string; readonly values: readonly string[] };
