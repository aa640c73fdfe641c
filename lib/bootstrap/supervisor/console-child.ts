import { relative, resolve } from 'node:path';
import type { AppSettings } from '../app-settings';
import { handOnSettings } from '../hand-on-settings';
import { AlreadyReported } from '../report-fatal';
import { SEAT_HOST, type Seat } from '../seat';
import type { Settings } from '../settings';
import { absolutePlace, type StorePlace } from '../store-place';
import { ManagedProcess } from './managed-process';
import { CONSOLE_PROGRAM, ROOT, TIED_FLAGS } from './repository';
import { createRestartBudget } from './restart-budget';
import { createShowLine, type LineTarget } from './show-line';

const RESTART_AFTER_MS = 1_000;

export type ConsoleChild = {
  /** Lets the console reach an app that came later. */
  admit(seat: Seat): void;
  stop(): Promise<void>;
};

export type ConsoleEvents = {
  readonly onLost: (error: AlreadyReported) => void;
  readonly target?: LineTarget | undefined;
};

/** The console's process. One that dies is started again; `onLost` is told when that is given up. */
export function startConsoleChild(settings: Settings, { onLost, target }: ConsoleEvents): ConsoleChild {
  const show = createShowLine('console', settings.logFormat, target);
  const mayRestart = createRestartBudget(() => Date.now());
  const guests: AppSettings[] = [];
  let stopped = false;
  const server: ManagedProcess = new ManagedProcess({
    ...{ name: 'console', cwd: ROOT },
    args: [...TIED_FLAGS, CONSOLE_PROGRAM, settings.host, String(settings.consolePort)],
    get env() {
      const [main, ...others] = settings.apps;
      const seen: Settings = {
        ...{ ...settings, dataDir: resolve(settings.dataDir), store: seenFromRoot(settings.store) },
        apps: [main, ...others, ...guests],
      };
      const handedOn = handOnSettings({ ...seen, logFormat: 'json' });
      return { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', ...handedOn };
    },
    onLine: (line) => (isNews(line) ? show(line) : undefined),
    onUnexpectedEnd: (how, exitCode = 1) => {
      if (mayRestart()) {
        show(`ended (${how}); starting it again.`);
        setTimeout(() => (stopped ? undefined : server.start()), RESTART_AFTER_MS);
      } else {
        show(`ended (${how}), and too often: Perdure stops.`);
        onLost(new AlreadyReported('the console ended too often', exitCode));
      }
    },
  });
  server.start();
  return {
    admit({ appId, grpcPort, isGuest }) {
      if (!isGuest || guests.some((guest) => guest.appId === appId)) return;
      const guest = { appId, grpcPort, host: SEAT_HOST, tokens: [] };
      guests.push(guest);
      server.send({ kind: 'guest', app: guest });
    },
    async stop() {
      stopped = true;
      await server.stop();
    },
  };
}

/** The console runs in the root, wherever this process does. */
function seenFromRoot(store: StorePlace): StorePlace {
  return relative(ROOT, process.cwd()) === '' ? store : absolutePlace(store);
}

/** Next.js greets at each start; only what comes after is worth a line. */
function isNews(line: string): boolean {
  return (
    line.trim() !== '' && !/^\s*(▲ Next\.js|- (Local|Network):|✓ (Starting|Ready|Running next\.config))/.test(line)
  );
}
