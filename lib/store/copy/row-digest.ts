import { createHash, type Hash } from 'node:crypto';
import type { CopiedRow, CopiedValue } from './copied-tables';

/** A checksum over rows in their order, by their values: the same whatever database holds them, and in what form. */
export class RowDigest {
  readonly #hash: Hash = createHash('sha256');
  #rows = 0;

  add(rows: readonly CopiedRow[]): void {
    for (const row of rows) for (const value of row) this.#value(value);
    this.#rows += rows.length;
  }

  /** `checksum`: SHA-256 in hex. */
  result(): { readonly rows: number; readonly checksum: string } {
    return { rows: this.#rows, checksum: this.#hash.digest('hex') };
  }

  #value(value: CopiedValue): void {
    if (value === null) this.#hash.update('n');
    else if (typeof value === 'number') {
      const bytes = Buffer.alloc(9, 'd');
      // SQLite knows no negative zero.
      bytes.writeDoubleBE(value === 0 ? 0 : value, 1);
      this.#hash.update(bytes);
    } else {
      const bytes = typeof value === 'string' ? Buffer.from(value) : value;
      this.#hash.update(`${typeof value === 'string' ? 't' : 'b'}${bytes.byteLength}:`).update(bytes);
    }
  }
}
