import { resolve } from 'node:path';
import type { AlreadyReported } from '../report-fatal';
import { settingOrigins } from '../setting-origins';
import type { Environment, Settings } from '../settings';
import { storeName } from '../store-place';
import { claimPort } from '../supervisor/free-port';
import { startPerdure, type RunningPerdure } from '../supervisor/start-perdure';
import { welcome } from '../supervisor/welcome';
import type { AppPlan } from './app-plan';
import { requireCommand } from './find-command';
import { findPerdure, type FoundPerdure } from './find-perdure';
import { makeRoom } from './make-room';

/** What commands that run apps stand in. */
export type RunRim = {
  readonly env: Environment;
  readonly folder: string;
  /** Writes a line of an app. */
  readonly out: (line: string) => void;
  /** Writes a line that no app said on its standard output. */
  readonly err: (line: string) => void;
  readonly isTerminal: boolean;
  /** Whether a Perdure that is started here has a console. */
  readonly withConsole: boolean;
  /** Aborts when all is to end. */
  readonly signal: AbortSignal;
};

export type UsedPerdure = Pick<RunningPerdure, 'addresses' | 'seat' | 'failed' | 'stop'>;

/**
 * The Perdure that runs over the settings' data folder, else one that ends with this process. It is said which. Throws `invalid`
 * before anything runs when an app could not be started.
 */
export async function perdureFor(apps: readonly AppPlan[], settings: Settings, rim: RunRim): Promise<UsedPerdure> {
  for (const app of apps) requireCommand(app);
  const found = await findPerdure(resolve(rim.folder, settings.dataDir));
  if (found !== undefined) return joined(found, rim);
  rim.err(`No Perdure runs over ${storeName(settings.store)}: starting one, which ends with this command.`);
  const originOf = settingOrigins(rim.env, rim.folder);
  const roomy = await makeRoom(settings, apps, {
    isSet: (key) =>
      originOf({ key, variable: `PERDURE_${key.replace('Port', '_PORT').toUpperCase()}` }).from !== 'default',
    isFree: (port) =>
      claimPort(settings.host, port, '').then(
        () => true,
        () => false,
      ),
  });
  const target = { write: (text: string): void => rim.err(text.trimEnd()) };
  const parts = { runtime: true, console: rim.withConsole };
  const perdure = await startPerdure({ settings: roomy, parts, signal: rim.signal, target });
  for (const line of welcome({ settings: roomy, perdure, isBrief: true }).split('\n')) rim.err(line);
  return perdure;
}

function joined({ pid, addresses, seat }: FoundPerdure, { err }: RunRim): UsedPerdure {
  const at = addresses.console === undefined ? 'without a console' : `console ${addresses.console}`;
  err(`Using the Perdure that runs already (process ${pid}, ${at}).`);
  const failed = new Promise<AlreadyReported>(() => undefined); // whoever started it minds it
  return { addresses, seat, failed, stop: () => Promise.resolve() };
}
