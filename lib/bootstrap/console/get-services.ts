import { setTimeout as wait } from 'node:timers/promises';
import type { AppListener } from '@/lib/bootstrap/app-listeners';
import { readSettings, type Settings } from '@/lib/bootstrap/env';
import { reachableHost } from '@/lib/bootstrap/reachable-host';
import { createControl } from '@/lib/control/create-control';
import { AppError } from '@/lib/domain/app-error';
import { bindServices, type Services } from '@/lib/services/bind-services';
import { openSqliteConsoleStore } from '@/lib/store/sqlite/open-sqlite-console-store';
import { lazyStore } from './lazy-store';
import { once } from './once';

/** The console's use cases, made once per process. Throws `invalid` for settings that cannot be used. */
export async function getServices(): Promise<Services> {
  return once('services', () => wireServices(once('settings', () => readSettings(process.env))));
}

/** Puts store, engine client and clock together. Nothing is opened before it is asked. */
export function wireServices({ apps, host, storePath }: Settings): Services {
  const address = ({ grpcPort }: AppListener) => `${reachableHost(host)}:${grpcPort}`;
  const addressOf = (appId: string) => address(apps.find((app) => app.appId === appId) ?? refuseUnknownApp(appId));
  const [main] = apps;
  return bindServices({
    store: lazyStore(() => openSqliteConsoleStore({ path: storePath })),
    control: createControl({ addressOf }),
    now: () => Date.now(),
    sleep,
    mainAppId: main.appId,
    runtimeAddress: address(main),
    storeName: storePath,
  });
}

function refuseUnknownApp(appId: string): never {
  throw new AppError('unavailable', `The runtime has no listener for app "${appId}".`, {
    hint: 'List the app in PERDURE_APPS and start Perdure again.',
  });
}

/** Ends early, and without an error, when the signal aborts. */
async function sleep(ms: number, signal: AbortSignal): Promise<void> {
  await wait(ms, undefined, { signal }).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
}
