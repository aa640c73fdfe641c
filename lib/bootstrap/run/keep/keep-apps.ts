import { once } from 'node:events';
import type { AppPlan } from '../app-plan';
import type { RunRim, UsedPerdure } from '../perdure-for';
import { seatApps } from '../seated-apps';
import { KeptApp } from './kept-app';
import { watchFolder } from './watch-folder';

export type KeepWishes = {
  /** The folder of the store, whose changes mean nothing. */
  readonly dataDir: string;
  /** Whether apps are started again when their files change. */
  readonly watches: boolean;
};

/**
 * Keeps apps running until the rim's signal aborts: one that crashes, or whose files change, is started again. Rejects when one
 * cannot be started at first, or when Perdure fails.
 */
export async function keepApps(
  apps: readonly AppPlan[],
  { dataDir, watches }: KeepWishes,
  { perdure, rim }: { readonly perdure: UsedPerdure; readonly rim: RunRim },
): Promise<void> {
  const parts: { stop(): Promise<void> }[] = [];
  try {
    for (const seated of await seatApps(apps, perdure, rim)) {
      const { appId, command, folder } = seated.plan;
      if (command.length === 0) continue;
      const kept = new KeptApp(seated, rim.err);
      parts.push(kept);
      const restart = (file: string): void => void kept.restart(`${file} changed`);
      if (watches) {
        const watcher = await watchFolder({ folder, dataDir, onChange: restart });
        parts.push({ stop: () => watcher.close() });
        rim.err(`Watching the files of "${appId}" in ${folder}.`);
      }
      await kept.start();
    }
    const stopped = rim.signal.aborted ? undefined : once(rim.signal, 'abort');
    const failure = await Promise.race([Promise.resolve(stopped).then(() => undefined), perdure.failed]);
    if (failure !== undefined) throw failure;
  } finally {
    await Promise.all(parts.map((part) => part.stop()));
  }
}
