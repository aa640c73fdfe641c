// `npm run durability`: disks that fail, clocks that jump, processes that are killed and power that is cut, and nothing
// acknowledged may be lost. `npm run durability -- power-cut` runs the files whose name holds that. SEED=7 repeats a run;
// POWER_CUTS, KILLS and STARTS make it longer. Disk and clock are made to fail by a library that is built with the
// machine's C compiler: without one, or on a system other than Linux, only the kills run; with CI=true that is a failure.
import './require-node.js';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { reports, root, runCommand } from './run-command.js';
import { inPath } from './system-packages.js';

const strict = ['1', 'true'].includes(process.env.CI ?? '');
const wanted = process.argv.slice(2);
const missing = missingMeans();

mkdirSync(reports, { recursive: true });
if (!existsSync(join(root, 'lib', 'store', 'prisma', 'generated'))) {
  await runCommand(['node', 'scripts/generate-clients.js']);
}
const vitest = [
  'vitest',
  'run',
  '--config',
  'e2e/durability/vitest.config.ts',
  '--reporter=verbose',
  '--reporter=json',
];
const files = missing === undefined ? wanted : ['kills'];
const command = [...vitest, `--outputFile.json=${join(reports, 'durability.json')}`, ...files];
const { ok } = await runCommand(command, { show: true });
if (missing !== undefined) console.log(`Not run: all but the kills, because ${missing}`);
process.exitCode = ok && (!strict || missing === undefined) ? 0 : 1;

function missingMeans() {
  if (process.platform !== 'linux') return `${process.platform} cannot be given a failing disk`;
  return inPath('cc') === undefined ? 'there is no C compiler (cc) to build the failing disk with' : undefined;
}
