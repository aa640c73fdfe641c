import { pino } from 'pino';
import { printLine } from './print-line';

type Write = (fields: object, message: string) => void;

/** What code may say about itself. An error goes into `fields` as `err` so that it is written whole. */
export type Log = { readonly debug: Write; readonly info: Write; readonly warn: Write; readonly error: Write };

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const;

export type LogLevel = (typeof LOG_LEVELS)[number];

type Target = { readonly isTTY?: boolean | undefined; write(text: string): unknown };

/** A log that writes to stderr: one JSON object per line, or a short readable line when a person looks at a terminal. */
export function createLog(level: LogLevel, name: string, target: Target = process.stderr): Log {
  const stream = target.isTTY === true ? { write: (line: string) => target.write(printLine(line)) } : target;
  const logger = pino(
    { level, name, base: { pid: process.pid } },
    { write: (line: string) => void stream.write(line) },
  );
  return {
    debug: (fields, message) => logger.debug(fields, message),
    info: (fields, message) => logger.info(fields, message),
    warn: (fields, message) => logger.warn(fields, message),
    error: (fields, message) => logger.error(fields, message),
  };
}
