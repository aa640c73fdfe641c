import type { Flaw } from '@/lib/domain/flaw';

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
