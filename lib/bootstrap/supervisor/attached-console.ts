import type { StateStoreTarget } from '@/lib/dapr/component/state-store-target';
import { readSettings } from '../env';
import { reachableHost } from '../reachable-host';
import type { Environment, SidecarSettings } from '../settings';
import { startPerdure } from './start-perdure';

export type AttachedConsole = {
  readonly env: Environment;
  /** The folder whose configuration file counts. */
  readonly folder: string;
  /** The state store that it mirrors; absent: its apps are read through their sidecars. */
  readonly target?: StateStoreTarget | undefined;
  /** The mirror that it shows. */
  readonly storePath: string;
  /** The sidecars that its actions go to; none: nothing can be done. */
  readonly sidecars: readonly SidecarSettings[];
  /** Those of this machine count too. */
  readonly discovers: boolean;
  readonly say: (line: string) => void;
};

/**
 * Starts the console on a mirror, beside no runtime: actions go to the sidecars. Resolves with its address once it answers, and
 * with what stops it. Rejects as `npm start` does when its port is taken or people would have to sign in.
 */
export async function startAttachedConsole({
  env,
  folder,
  target,
  storePath,
  sidecars,
  discovers,
  say,
}: AttachedConsole): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const mirrored = { ...env, DATABASE_URL: `file:${storePath}`, PERDURE_APPS: undefined };
  const settings = { ...readSettings(mirrored, folder), attached: { target, sidecars, discovers } };
  const parts = { runtime: false, console: true };
  const { signal } = new AbortController();
  const { addresses, stop } = await startPerdure({
    settings,
    parts,
    signal,
    target: { write: (text) => say(text.trimEnd()) },
  });
  const url = addresses.console ?? `http://${reachableHost(settings.host)}:${settings.consolePort}`;
  return { url, stop };
}
