import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildConsole } from '@/lib/bootstrap/supervisor/build-console';
import { seedStore } from '@/lib/testing/seed-store';
import { seedLargeRuns } from '@/lib/testing/seed/seed-large-runs';
import { serveConsole } from '@/lib/testing/serve-console';
import { waitUntilIdle } from '../measure/meter';
import { makeScratch } from '../scratch';
import type { BenchOptions } from '../suite/bench-options';
import type { Found } from '../suite/parts';
import { measureTabs, type TabsRows } from './open-tabs';
import { tabsRatios, tabsTable } from './tabs-report';

const SIZES = {
  quick: { tabs: 10, seen: 2, changes: 4, others: 200 },
  full: { tabs: 50, seen: 4, changes: 12, others: 2_000 },
};
const SEED = 5;
const EVENTS = 300;
const COUNTER = fileURLToPath(new URL('count-statements.cjs', import.meta.url));

/** One tab, then many of one browser, some and then all of which are seen, on a store with executions of every status. */
export async function tabsPart({ isQuick, sizes }: BenchOptions): Promise<Found> {
  await buildConsole((line) => process.stderr.write(`${line}\n`));
  const rows = await measureOpenTabs(isQuick, sizes.idleWait);
  const table = tabsTable([rows.one, rows.many, rows.all]);
  return { rows: Object.values(rows), ratios: tabsRatios(rows), table, versions: {}, durability: {}, failures: [] };
}

async function measureOpenTabs(isQuick: boolean, idleWait: number): Promise<TabsRows> {
  const { tabs, seen, changes, others } = isQuick ? SIZES.quick : SIZES.full;
  const [shown, other] = ['shown-in-tabs', 'beside-it'];
  const open = (instanceId: string) => ({ instanceId, shape: 'loop', size: EVENTS, hasEnded: false }) as const;
  const scratch = makeScratch('statements');
  const statements = join(scratch.folder, 'count');
  const served = await serveConsole({
    dataDir: join('.cache', 'bench', 'tabs'),
    appIds: ['default'],
    fill: async (path) => {
      await seedStore(path, { count: others, now: Date.now(), seed: SEED });
      await seedLargeRuns(path, [open(shown), open(other)]);
    },
    consoleEnv: { NODE_OPTIONS: `--require=${COUNTER}`, PERDURE_BENCH_STATEMENTS: statements },
  });
  try {
    if (idleWait > 0) await waitUntilIdle(idleWait);
    const plan = { changes, shown, other, statements };
    const one = await measureTabs(served, { ...plan, tabs: 1, seen: 1 });
    const many = await measureTabs(served, { ...plan, tabs, seen });
    return { one, many, all: await measureTabs(served, { ...plan, tabs, seen: tabs }) };
  } finally {
    await served.stop();
    scratch.remove();
  }
}
