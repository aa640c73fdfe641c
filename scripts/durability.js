// `npm run durability`: disks that fail, clocks that jump, databases that are lost, processes that are killed and power that
// is cut, and nothing acknowledged may be lost. `npm run durability -- power-cut` runs the files whose name holds that.
// SEED=7 repeats a run; POWER_CUTS, KILLS and STARTS make it longer. Disk and clock are made to fail by a library that is
// built with the machine's C compiler: without one, or on a system other than Linux, only the other faults run, and where
// there is no PostgreSQL not those of a database. With CI=true that is a failure, unless PERDURE_POSTGRES is `none`.
import './require-node.js';
import './register-typescript.js';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { reports, root, runCommand } from './run-command.js';
import { inPath } from './system-packages.js';

const { findPostgres } = await import('../lib/testing/postgres/find-postgres.ts');

const strict = ['1', 'true'].includes(process.env.CI ?? '');
const wanted = process.argv.slice(2);
const withoutDisk = ['durability/kills', 'durability/postgres-faults'];
const diskFault = whyNoDisk();
const hasPostgres = findPostgres() !== undefined;
const mayGoWithout = !strict || process.env.PERDURE_POSTGRES === 'none';

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
const files = diskFault === undefined ? wanted : withoutDisk;
const command = [...vitest, `--outputFile.json=${join(reports, 'durability.json')}`, ...files];
const { ok } = await runCommand(command, { show: true, env: hasPostgres ? {} : { PERDURE_POSTGRES: 'none' } });
if (diskFault !== undefined) console.log(`Not run: faults of disk and clock, because ${diskFault}`);
if (!hasPostgres) console.log('Not run: faults of a database, because there is no PostgreSQL');
process.exitCode = ok && (!strict || diskFault === undefined) && (mayGoWithout || hasPostgres) ? 0 : 1;

function whyNoDisk() {
  if (process.platform !== 'linux') return `${process.platform} cannot be given a failing disk`;
  return inPath('cc') === undefined ? 'there is no C compiler (cc) to build the failing disk with' : undefined;
}
