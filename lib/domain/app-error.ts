/** What went wrong, in the words every door (HTTP, gRPC, CLI) maps to its own code. */
export type ErrorCode =
  | 'invalid'
  | 'not_found'
  | 'conflict'
  | 'precondition'
  | 'unauthenticated'
  | 'forbidden'
  | 'limited'
  | 'timeout'
  | 'unavailable'
  | 'internal';

/** Known by this and not by their class: a bundler may put the class into a process more than once. */
const BRAND = Symbol.for('perdure.AppError');

/** An expected failure: `message` says what is wrong with which thing, `hint` what to do about it. */
export class AppError extends Error {
  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === 'object' && value !== null && BRAND in value;
  }

  readonly [BRAND] = true;
  readonly code: ErrorCode;
  readonly hint: string | undefined;

  constructor(code: ErrorCode, message: string, options: { hint?: string | undefined; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.hint = options.hint;
  }
}

/** Message and hint as one text, for doors that have room for one only. */
export function fullText({ message, hint }: AppError): string {
  if (hint === undefined) return message;
  return /[.!?]$/.test(message) ? `${message} ${hint}` : `${message}. ${hint}`;
}
