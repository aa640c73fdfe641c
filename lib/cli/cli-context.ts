import type { Environment } from '@/lib/bootstrap/settings';

/** What a command line is given; what may be absent has a harmless stand-in. */
export type CliRim = {
  readonly env: Environment;
  /** The working directory. */
  readonly folder: string;
  /** All of standard input. */
  readonly readInput: () => Promise<string>;
  /** Writes a line of the answer. */
  readonly out: (line: string) => void;
  /** Writes bytes of an answer that is no text; absent: there is nowhere to write them. */
  readonly outBytes?: (bytes: Uint8Array) => void;
  /** Writes a line that is no part of the answer: what is waited for, what went wrong. */
  readonly err: (line: string) => void;
  /** Whether a person looks at the answer; absent: no. */
  readonly isTerminal?: boolean;
  /** Asks the person at the terminal for a line; absent: nobody sits there. */
  readonly ask?: ((question: string) => Promise<string>) | undefined;
  /** Ends what would go on for ever; absent: the process has to be ended. */
  readonly stop?: AbortSignal;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
};

/** What a command stands in; handed in, so that a test can stand it elsewhere. */
export type CliContext = CliRim & {
  readonly now: () => number;
  /** What the process ends with when the command did its work and found something: 1 for differences. */
  readonly endWith: (exitCode: number) => void;
};
