import { resolve } from 'node:path';
import { commandLinePart } from '../command-line/command-line-part';
import { consolePart } from '../console/console-part';
import { tabsPart } from '../console/tabs-part';
import { insightPart } from '../insight/insight-part';
import { describeMachine, loadNow, ownVersions } from './machine';
import { PARTS, readBenchOptions, type BenchOptions, type Part } from './bench-options';
import { growthPart, listsPart, workloadsPart, type Found } from './parts';
import { ratioTable } from './ratio-table';
import { readResults, saveResults, type PartResult, type Results } from './results-file';
import { slowDiskPart } from './slow-disk-part';
import { writeReadme } from './write-readme';

const RUNS: Readonly<Record<Part, (options: BenchOptions) => Promise<Found>>> = {
  workloads: workloadsPart,
  lists: listsPart,
  growth: growthPart,
  insight: insightPart,
  console: consolePart,
  tabs: tabsPart,
  'command-line': commandLinePart,
  'slow-disk': slowDiskPart,
};

// So that what was started and what was written goes with this process.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

const args = process.argv.slice(2);
try {
  if (args[0] === 'readme') writeReadme(readResults(resolve(args[1] ?? 'bench/results/latest.json')));
  else if (args[0] === 'profile') await import('../profile/main');
  else if (args[0] === 'writes') await import('../profile/writes');
  else await run(readBenchOptions(args));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function run(options: BenchOptions): Promise<void> {
  const out = resolve(options.out);
  let results: Results | undefined;
  for (const part of PARTS.filter((name) => options.parts.includes(name))) {
    const before = loadNow();
    const found = await RUNS[part]({ ...options, out });
    const result: PartResult = {
      part,
      at: new Date().toISOString(),
      isQuick: options.isQuick,
      command: ['npm run bench', ...(args.length > 0 ? ['--', ...args] : [])].join(' '),
      machine: describeMachine(),
      load: [before, loadNow()],
      ...found,
      versions: { ...ownVersions(), ...found.versions },
    };
    results = saveResults(out, result);
    console.log(`\n## ${part}\n\n${ratioTable(found.ratios)}\n\n${found.table}`);
    for (const failure of found.failures) console.error(`Failed: ${failure}`);
    if (found.failures.length > 0) process.exitCode = 1;
  }
  if (results !== undefined) console.log(`\nResults are in ${options.out}.`);
}
