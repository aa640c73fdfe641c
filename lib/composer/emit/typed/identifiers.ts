import { NamePool } from '../../names/name-pool';

/** Names of a language's own or of its libraries, and the names that a program's parts have been given beside them. */
export class Identifiers {
  private readonly pool = new NamePool();
  private readonly given = new Map<string, string>();

  constructor(reserved: readonly string[]) {
    for (const name of reserved) this.pool.take(name);
  }

  /** The name of one part, always the same for the same key. */
  of(key: string, wanted: string): string {
    const known = this.given.get(key);
    if (known !== undefined) return known;
    const name = this.pool.take(wanted);
    this.given.set(key, name);
    return name;
  }

  /** A name that nothing else has. */
  fresh(wanted: string): string {
    return this.pool.take(wanted);
  }
}

/** `Order` as `OrderWorkflow`; what ends with the word already stays as it is. */
export function withSuffix(name: string, suffix: string): string {
  return name.toLowerCase().endsWith(suffix.toLowerCase()) ? name : name + suffix;
}
