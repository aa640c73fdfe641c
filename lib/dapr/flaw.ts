/** A row that could not be read, or is missing, or is too much. `key` is the part of the key that names the row. */
export type Flaw = { readonly key: string; readonly what: string };

/** What was read, and what was wrong with it. */
export type Read<T> = { readonly value: T; readonly flaws: readonly Flaw[] };

/** The value, or the flaw that the failure to read it is. */
export function readOr<T>(key: string, read: () => T): { readonly value?: T; readonly flaws: readonly Flaw[] } {
  try {
    return { value: read(), flaws: [] };
  } catch (error) {
    return { flaws: [{ key, what: error instanceof Error ? error.message : String(error) }] };
  }
}
