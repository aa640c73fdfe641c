import { randomUUID } from 'node:crypto';
import { readSettings } from '@/lib/bootstrap/env';
import { createLog, type Log } from '@/lib/telemetry/log';
import { getServices } from './get-services';
import { once } from './once';

/** What the console's routes stand on; everything is made at the first request, not when a module is loaded. */
export const consoleRim = {
  services: getServices,
  host: (): string => once('settings', () => readSettings(process.env)).host,
  log: (): Log =>
    once('log', () => {
      const { logLevel: level, logFormat: format } = once('settings', () => readSettings(process.env));
      return createLog({ level, format, name: 'console' });
    }),
  newId: (): string => randomUUID(),
};
