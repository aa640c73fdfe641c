import { WRITE_STATEMENT_NAMES, type WriteStatementName } from './write-statements';

export type SqlValue = string | number | null;

/**
 * The statements of one commit in a form that costs little to hand to another thread: the number of each statement and
 * then its parameters, all in one list. A parameter that is bytes stands there as its length; the bytes of all of them
 * lie one after the other in `bytes`.
 */
export type CommitPlan = {
  readonly values: readonly SqlValue[];
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** It does more than its size tells: ids of many instances go into the index. */
  readonly takesLong: boolean;
};

const numberOf = new Map(WRITE_STATEMENT_NAMES.map((name, index) => [name, index]));

/** Collects the statements of a commit, in order. */
export class CommitPlanner {
  readonly #values: SqlValue[] = [];
  readonly #chunks: Uint8Array[] = [];
  #size = 0;
  #takesLong = false;

  add(name: WriteStatementName, ...parameters: readonly (SqlValue | Uint8Array)[]): void {
    this.#values.push(numberOf.get(name) ?? -1);
    if (name === 'indexIds') this.#takesLong = true;
    for (const parameter of parameters) this.#values.push(this.#asValue(parameter));
  }

  plan(): CommitPlan {
    const bytes = new Uint8Array(this.#size);
    let at = 0;
    for (const chunk of this.#chunks) {
      bytes.set(chunk, at);
      at += chunk.length;
    }
    return { values: this.#values, bytes, takesLong: this.#takesLong };
  }

  #asValue(parameter: SqlValue | Uint8Array): SqlValue {
    if (!(parameter instanceof Uint8Array)) return parameter;
    this.#chunks.push(parameter);
    this.#size += parameter.length;
    return parameter.length;
  }
}
