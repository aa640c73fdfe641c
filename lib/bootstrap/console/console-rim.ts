import { randomUUID } from 'node:crypto';
import { readSettings } from '@/lib/bootstrap/env';
import { type Caller, LOCAL_OPERATOR } from '@/lib/domain/actor';
import { createLog, type Log } from '@/lib/telemetry/log';
import { getServices } from './get-services';
import { once } from './once';

type CallerOf = (request: Request) => Promise<Caller>;

/** What the console's routes stand on; everything is made at the first request, not when a module is loaded. */
export const consoleRim = {
  callerOf: (request: Request): Promise<Caller> => once<CallerOf>('callerOf', () => localCaller)(request),
  services: getServices,
  host: (): string => once('settings', () => readSettings(process.env)).host,
  log: (): Log =>
    once('log', () => {
      const { logLevel: level, logFormat: format } = once('settings', () => readSettings(process.env));
      return createLog({ level, format, name: 'console' });
    }),
  newId: (): string => randomUUID(),
};

/** Nobody has to sign in to a console that is reached from this machine only. */
async function localCaller(): Promise<Caller> {
  return { actor: LOCAL_OPERATOR };
}
