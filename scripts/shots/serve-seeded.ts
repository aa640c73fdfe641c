import { join } from 'node:path';
import { SEED_WORKFLOWS } from '@/lib/testing/seed/seed-catalog';
import { seedStore } from '@/lib/testing/seed-store';
import { serveConsole, type Served } from '@/lib/testing/serve-console';

const SEED = 7;

/** Runtime and built console on a new store with so many instances. */
export function serveSeeded(count: number): Promise<Served> {
  return serveConsole({
    // The same name at each run, since the console shows it.
    dataDir: join('.cache', 'shots', String(count)),
    appIds: [...new Set(SEED_WORKFLOWS.map(({ appId }) => appId))],
    fill: (path) => seedStore(path, { count, now: Date.now(), seed: SEED }),
  });
}
