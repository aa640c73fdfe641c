import { randomUUID } from 'node:crypto';
import { refuseOpenConsole } from '@/lib/bootstrap/auth-settings';
import { readSettings } from '@/lib/bootstrap/env';
import type { Settings } from '@/lib/bootstrap/settings';
import type { Caller } from '@/lib/domain/actor';
import type { CommonContext } from '@/lib/services/bind-services';
import { createGate, type Credentials, type Gate, type Identified } from '@/lib/services/sign-in/gate';
import { createLog, type Log } from '@/lib/telemetry/log';
import { bindFor, wireContext } from './get-services';
import { createIdentityProvider } from './oidc/create-identity-provider';
import { machineWatch } from './machine-watch';
import { once } from './once';
import { createSignInLimit } from './sign-in-limit';

type CallerOf = (credentials: Credentials) => Promise<Identified>;

/** What the console's routes stand on; everything is made at the first request, not when a module is loaded. */
export const consoleRim = {
  /** What all callers have in common. */
  context,
  /** Resolves when the sidecars of this machine are known, where they belong to the cluster: without them nothing can be asked or done. */
  async ready(): Promise<void> {
    // What this throws is a fault of the machine's process table; whoever asks next has it read again.
    await machineWatch(settings().attached)
      ?.look()
      .catch(() => undefined);
  },
  gate: async (): Promise<Gate> => gate(),
  callerOf: (credentials: Credentials): Promise<Identified> =>
    once<CallerOf>('callerOf', () => (given) => gate().identify(given))(credentials),
  services: async (caller: Caller) => bindFor(context(), caller),
  door: () => {
    const { host, publicUrl } = settings();
    return { host, publicUrl };
  },
  now: (): number => Date.now(),
  log: (): Log =>
    once('log', () => {
      const { logLevel: level, logFormat: format } = settings();
      return createLog({ level, format, name: 'console' });
    }),
  newId: (): string => randomUUID(),
};

function settings(): Settings {
  return once('settings', () => {
    const read = readSettings(process.env);
    refuseOpenConsole(read);
    return read;
  });
}

function context(): CommonContext {
  return once('context', () => wireContext(settings()));
}

function gate(): Gate {
  return once('gate', () => {
    const { auth } = settings();
    const provider = auth?.oidc && createIdentityProvider(auth.oidc, consoleRim.now);
    return createGate({ common: context(), rules: auth, limit: createSignInLimit(), provider });
  });
}
