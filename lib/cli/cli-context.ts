import type { Environment } from '@/lib/bootstrap/settings';

/** What a command stands in; handed in, so that a test can stand it elsewhere. */
export type CliContext = {
  readonly env: Environment;
  /** The working directory. */
  readonly folder: string;
  /** All of standard input. */
  readonly readInput: () => Promise<string>;
  /** Writes a line of the answer. */
  readonly out: (line: string) => void;
  /** Writes a line that is no part of the answer: what is waited for, what went wrong. */
  readonly err: (line: string) => void;
  /** What the process ends with when the command did its work and found something: 1 for differences. */
  readonly endWith: (exitCode: number) => void;
};
