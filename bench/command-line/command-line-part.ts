import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { searchOf } from '@/lib/api/list-params';
import { NO_FILTER, type ListFilter } from '@/lib/domain/instance-filter';
import { serveConsole } from '@/lib/testing/serve-console';
import { appsOf } from '../growth/copy-store';
import { bigStore } from '../lists/big-store';
import { MOST_FOREIGN_CORES, startMeter, waitUntilIdle } from '../measure/meter';
import type { Quantiles } from '../measure/quantiles';
import { timeCalls, type Patience } from '../lists/time-calls';
import type { BenchOptions } from '../suite/bench-options';
import { markdownTable } from '../suite/markdown-table';
import { ratioOf, type Ratio } from '../suite/ratio';
import type { Found } from '../suite/parts';

/** One command against one store, in milliseconds. */
type CommandRow = {
  readonly instances: number;
  readonly command: string;
  /** From the start of the process to its end. */
  readonly process: Quantiles;
  /** From the request that the command makes to the last byte of its answer. */
  readonly server: Quantiles;
  readonly isLoaded: boolean;
};

const SIZES = { quick: 10_000, full: 1_000_000 };
const PATIENCE: Patience = { least: 20, most: 30, longestMs: 20_000 };
const PROGRAM = fileURLToPath(new URL('../../.cache/package/scripts/perdure.js', import.meta.url));

/** What is listed when nothing else is said. */
const PAGE = { limit: 50 };

/** What people type, and the filter that it asks the console for. */
const COMMANDS: readonly { readonly args: readonly string[]; readonly filter: ListFilter }[] = [
  { args: ['workflow', 'list'], filter: NO_FILTER },
  { args: ['workflow', 'list', '--status', 'failed'], filter: { ...NO_FILTER, statuses: ['failed'] } },
  { args: ['workflow', 'list', 'step:*.failed'], filter: { ...NO_FILTER, query: 'step:*.failed' } },
];

/** The packed command line, a process each time, against a console with a large store. */
export async function commandLinePart({ isQuick, sizes }: BenchOptions): Promise<Found> {
  const instances = isQuick ? SIZES.quick : SIZES.full;
  packAndBuild();
  const source = await bigStore(instances);
  const served = await serveConsole({
    dataDir: join('.cache', 'bench', 'command-line'),
    appIds: appsOf(source),
    fill: (path) => {
      mkdirSync(dirname(path), { recursive: true });
      copyFileSync(source, path);
      return Promise.resolve();
    },
  });
  const rows: CommandRow[] = [];
  try {
    for (const { args, filter } of COMMANDS) {
      if (sizes.idleWait > 0) await waitUntilIdle(sizes.idleWait);
      const ends = startMeter({ console: served.consolePid });
      const server = await timeCalls(
        () => readPage(`${served.url}/api/v1/instances?${searchOf(filter, PAGE)}`),
        PATIENCE,
      );
      const whole = await timeCalls(() => Promise.resolve(runCommandLine(args, served.url)), PATIENCE);
      // Its own processes come and go, and count as others': so does what is left of a core beside them.
      const isLoaded = ends().foreignCores > 1 + MOST_FOREIGN_CORES;
      rows.push({ instances, command: ['perdure', ...args].join(' '), process: whole, server, isLoaded });
    }
  } finally {
    await served.stop();
  }
  return { rows, ratios: ratiosOf(rows), table: tableOf(rows), versions: {}, durability: {}, failures: [] };
}

/** The package, for which the console is built where it is not. */
function packAndBuild(): void {
  const { status, stderr } = spawnSync('npm', ['run', '--silent', 'package'], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`The package could not be made: ${stderr}`);
}

function runCommandLine(args: readonly string[], url: string): void {
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, ...args], {
    encoding: 'utf8',
    env: { ...process.env, PERDURE_URL: url },
  });
  if (status !== 0 || stdout.trim() === '')
    throw new Error(`perdure ${args.join(' ')} ended with ${status}: ${stderr}`);
}

async function readPage(url: string): Promise<void> {
  const response = await fetch(url);
  const text = await response.text();
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${text}`);
}

function ratiosOf(rows: readonly CommandRow[]): readonly Ratio[] {
  return rows.flatMap(({ command, instances, process: whole, server, isLoaded }) => {
    const at = `at ${instances.toLocaleString('en-US')} instances`;
    const goals = [
      { name: `\`${command}\`, p50 ms of the whole process ${at}`, target: 300, value: whole.p50 },
      { name: `\`${command}\`, p50 ms of the console's answer ${at}`, target: 20, value: server.p50 },
    ];
    return goals.flatMap(
      ({ value, ...goal }) => ratioOf({ ...goal, better: 'lower' as const }, [{ value, isLoaded }]) ?? [],
    );
  });
}

function tableOf(rows: readonly CommandRow[]): string {
  const cell = ({ p50, p95 }: Quantiles): string => `${p50} / ${p95}`;
  return markdownTable(
    ['command', 'instances', 'whole process: p50 / p95 ms', 'answer of the console: p50 / p95 ms'],
    rows.map(({ command, instances, process: whole, server }) => [
      `\`${command}\``,
      instances.toLocaleString('en-US'),
      cell(whole),
      cell(server),
    ]),
  );
}
