import { join } from 'node:path';
import { buildConsole } from '@/lib/bootstrap/supervisor/build-console';
import { seedLargeRuns } from '@/lib/testing/seed/seed-large-runs';
import { serveConsole } from '@/lib/testing/serve-console';
import { waitUntilIdle } from '../measure/meter';
import type { BenchOptions } from '../suite/bench-options';
import type { Found } from '../suite/parts';
import { consoleRatios, consoleTable } from './console-report';
import { largePages, type LargePage } from './large-pages';
import { measurePage, type PageRow } from './measure-page';

const REPEATS = 3;
const APP = 'default';

/** Pages of very large executions in a browser, each opened several times in one of its own. */
export async function consolePart({ isQuick, sizes }: BenchOptions): Promise<Found> {
  await buildConsole(say);
  const pages = largePages(isQuick);
  const runs = [...new Map(pages.map(({ run }) => [run.instanceId, run])).values()];
  const served = await serveConsole({
    dataDir: join('.cache', 'bench', 'console'),
    appIds: [APP],
    fill: (path) => seedLargeRuns(path, runs),
  });
  const repeats = Array.from({ length: Math.max(REPEATS, sizes.repeats) }, (_, index) => index + 1);
  const rows: PageRow[] = [];
  const failures: string[] = [];
  try {
    for (const { page, repeat } of repeats.flatMap((repeat) => pages.map((page) => ({ page, repeat })))) {
      const row = await measured(served.url, { page, repeat, sizes }).catch((error: unknown) => String(error));
      if (typeof row === 'string') failures.push(`${page.name}: ${row}`);
      else rows.push(row);
    }
  } finally {
    await served.stop();
  }
  return {
    ...{ rows, ratios: consoleRatios(rows, pages), table: consoleTable(rows) },
    ...{ versions: {}, durability: {}, failures },
  };
}

type Measurement = { readonly page: LargePage; readonly repeat: number; readonly sizes: BenchOptions['sizes'] };

/** Again when something else used the machine, as often as the sizes allow. */
async function measured(url: string, { page, repeat, sizes }: Measurement): Promise<PageRow> {
  for (let tries = 0; ; tries += 1) {
    if (sizes.idleWait > 0) await waitUntilIdle(sizes.idleWait);
    const row = await measurePage(url, page, repeat);
    say(`${repeat} ${page.name}: ${Math.round(row.usefulMs)} ms, ${Math.round(row.framesPerSecond)} frames/s`);
    if (!row.isLoaded || tries >= sizes.extraTries) return row;
  }
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
