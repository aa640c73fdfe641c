import type { Block } from './block';
import { deeper } from './block';

/** How a language with braces writes what all of them have. */
export interface Syntax {
  readonly indent: string;
  /** After a statement: `;` or nothing. */
  readonly stop: string;
  /** What follows `if`: the condition with or without parentheses. */
  readonly test: (condition: string) => string;
  /** A loop without end. */
  readonly forever: string;
}

export interface Arm {
  /** Undefined for the `else` at the end. */
  readonly condition: string | undefined;
  readonly block: Block;
}

/** `if … else if … else`; ends when there is an `else` and every arm ends. */
export function ifChain(syntax: Syntax, arms: readonly Arm[]): Block {
  const lines = arms.flatMap(({ condition, block }, at) => {
    const word = condition === undefined ? 'else' : `if ${syntax.test(condition)}`;
    const head = at === 0 ? `${word} {` : `} ${condition === undefined ? word : `else ${word}`} {`;
    return [head, ...deeper(syntax.indent, block.lines)];
  });
  const isComplete = arms.at(-1)?.condition === undefined;
  return { lines: [...lines, '}'], ends: isComplete && arms.every((each) => each.block.ends) };
}
