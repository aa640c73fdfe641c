/** Lines of code, indented by blocks. */
export class Writer {
  private readonly lines: string[] = [];
  private depth = 0;
  private readonly indent: string;

  /** @param indent what one level is indented by */
  constructor(indent: string) {
    this.indent = indent;
  }

  /** Writes lines at the present depth; an empty one stays empty. */
  line(...lines: readonly string[]): this {
    for (const line of lines) this.lines.push(line === '' ? '' : this.indent.repeat(this.depth) + line);
    return this;
  }

  /** Writes `open`, what `inside` writes one level deeper, and `close` where there is one. */
  block(open: string, inside: () => void, close?: string): this {
    this.line(open);
    this.depth += 1;
    inside();
    this.depth -= 1;
    return close === undefined ? this : this.line(close);
  }

  /** An empty line, unless there is one or nothing yet. */
  gap(): this {
    const last = this.lines.at(-1);
    if (last !== undefined && last !== '') this.lines.push('');
    return this;
  }

  /** All lines, ending with a line end. */
  text(): string {
    return `${this.lines.join('\n').trimEnd()}\n`;
  }
}
