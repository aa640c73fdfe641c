import type { SourceLine } from '../source-line';
import { syntaxError } from '../source-line';

/** Reads a line from left to right by patterns. */
export class Scanner {
  readonly line: SourceLine;
  #at = 0;

  constructor(line: SourceLine) {
    this.line = line;
  }

  get isAtEnd(): boolean {
    this.take(/[\s;]+/y);
    return this.#at >= this.line.text.length;
  }

  /** What a sticky pattern matches here; undefined, and nothing read, where it does not. */
  take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.line.text) ?? undefined;
    if (match !== undefined) this.#at += match[0].length;
    return match;
  }

  /** Everything up to a closing mark, which is read too. */
  takeUntil(closers: readonly string[], what: string): { readonly text: string; readonly closer: string } {
    const quoted = this.take(/\s*"([^"]*)"\s*/y);
    const from = this.#at;
    const found = closers
      .map((closer) => ({ closer, at: this.line.text.indexOf(closer, from) }))
      .filter(({ at }) => at >= 0)
      .sort((one, other) => one.at - other.at)[0];
    if (found === undefined) {
      this.#at = this.line.text.length;
      throw this.error(`${closers.map((closer) => `"${closer}"`).join(' or ')} after ${what}`);
    }
    this.#at = found.at + found.closer.length;
    return { text: quoted?.[1] ?? this.line.text.slice(from, found.at), closer: found.closer };
  }

  error(expected: string): Error {
    return syntaxError(this.line, this.#at, expected);
  }
}
