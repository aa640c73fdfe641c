import { join } from 'node:path';
import { SEED_WORKFLOWS } from '@/lib/testing/seed/seed-catalog';
import { seedStore } from '@/lib/testing/seed-store';
import { serveConsole, type Served } from '@/lib/testing/serve-console';
import { writeUsers } from './signed-in';

const SEED = 7;

/** Runtime and built console on a new store with so many instances; it may ask who one is. */
export function serveSeeded(count: number, { signedIn }: { readonly signedIn: boolean }): Promise<Served> {
  // The same name at each run, since the console shows it.
  const dataDir = join('.cache', 'shots', signedIn ? 'signed-in' : String(count));
  const users = join(dataDir, 'users.json');
  return serveConsole({
    dataDir,
    appIds: [...new Set(SEED_WORKFLOWS.map(({ appId }) => appId))],
    env: { PERDURE_CONFIG: signedIn ? users : '' },
    fill: async (path) => {
      await seedStore(path, { count, now: Date.now(), seed: SEED });
      if (signedIn) await writeUsers(users);
    },
  });
}
