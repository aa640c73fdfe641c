import { pino } from 'pino';
import { printLine } from './print-line';

type Write<Fields extends object = object> = (fields: Fields, message: string) => void;

/**
 * What code may say about itself. Of the fields `appId` and `instanceId` are written as `app_id` and `instance_id`, an error
 * goes into `err` so that it is written whole, and `hint` says what a person should do: each warning has one.
 */
export type Log = {
  readonly debug: Write;
  readonly info: Write;
  readonly warn: Write<{ readonly hint: string; readonly [field: string]: unknown }>;
  readonly error: Write;
};

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const;

export type LogLevel = (typeof LOG_LEVELS)[number];

/** `text`: lines for people. `json`: one JSON object per line. */
export const LOG_FORMATS = ['text', 'json'] as const;

export type LogFormat = (typeof LOG_FORMATS)[number];

export type LogSettings = { readonly level: LogLevel; readonly format: LogFormat; readonly name: string };

type Target = { write(text: string): unknown };

/** A log that writes to stderr. `name` says which part of Perdure speaks. */
export function createLog({ level, format, name }: LogSettings, target: Target = process.stderr): Log {
  const show = format === 'json' ? (line: string) => line : printLine;
  const logger = pino(
    { level, name, base: { pid: process.pid } },
    { write: (line: string) => void target.write(show(line)) },
  );
  return {
    debug: (fields, message) => logger.debug(named(fields), message),
    info: (fields, message) => logger.info(named(fields), message),
    warn: (fields, message) => logger.warn(named(fields), message),
    error: (fields, message) => logger.error(named(fields), message),
  };
}

/** The app and the instance have the names that metrics have, and stand first. */
function named(fields: object): object {
  const { appId, instanceId, ...rest }: { readonly appId?: unknown; readonly instanceId?: unknown } = fields;
  return {
    ...(appId === undefined ? {} : { app_id: appId }),
    ...(instanceId === undefined ? {} : { instance_id: instanceId }),
    ...rest,
  };
}
