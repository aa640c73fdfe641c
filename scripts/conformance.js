// `npm run conformance`: judges the runtime from outside, behavior by behavior, on each store, and writes
// docs/conformance.md.
// `npm run conformance -- start` runs the files whose name holds "start" and writes nothing.
// `npm run conformance -- --check` fails when the page does not say what the run found, and leaves it as it is.
// TARGET=host:port judges a process that runs already (TARGET_APP: its App ID, TARGET_TOKEN: its API token); the table
// is then printed only.
// STORE=sqlite or STORE=postgres judges on one store only and writes nothing.
import './require-node.js';
import './register-typescript.js';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { conformanceTable, missingBehaviors, testsIn } from './conformance-table.js';
import { reports, root, runCommand } from './run-command.js';

const { findPostgres } = await import('../lib/testing/postgres/find-postgres.ts');
const { PostgresCluster } = await import('../lib/testing/postgres/postgres-cluster.ts');

const page = join(root, 'docs', 'conformance.md');
const target = process.env.TARGET ?? '';
const store = process.env.STORE ?? '';
const onlyChecks = process.argv.includes('--check');
const wanted = process.argv.slice(2).filter((word) => word !== '--check');

mkdirSync(reports, { recursive: true });
if (target !== '') tellTarget(await run('conformance', target));
else await runOnStores();

async function runOnStores() {
  const runs = [];
  if (store !== 'postgres') runs.push(await run('conformance', 'SQLite'));
  if (store !== 'sqlite') runs.push(await runOnPostgres());
  const found = runs.filter((one) => one !== undefined);
  if (wanted.length === 0 && store === '' && found.length === 2) tell(found);
}

/** One run of all tests wanted; undefined when it left no report. */
async function run(name, column, env = {}) {
  const report = join(reports, `${name}.json`);
  rmSync(report, { force: true });
  const vitest = ['vitest', 'run', '--config', 'e2e/conformance/vitest.config.ts', ...wanted];
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  console.log(`── conformance: ${column}`);
  const { ok } = await runCommand([...vitest, ...reporters], { show: true, env });
  if (!ok) process.exitCode = 1;
  return existsSync(report) ? { column, tests: testsIn(JSON.parse(readFileSync(report, 'utf8'))) } : undefined;
}

async function runOnPostgres() {
  const programs = findPostgres();
  if (programs === undefined) {
    console.error('Not judged on PostgreSQL: there is none, see "node scripts/provide-postgres.js"');
    if (process.env.PERDURE_POSTGRES !== 'none') process.exitCode = 1;
    return undefined;
  }
  const cluster = await PostgresCluster.create(programs);
  try {
    return await run('conformance-postgres', 'PostgreSQL', { PERDURE_TEST_DATABASE: cluster.url('postgres') });
  } finally {
    await cluster.remove();
  }
}

function tellTarget(found) {
  if (found !== undefined && wanted.length === 0) console.log(conformanceTable([found]));
}

function tell(runs) {
  const table = conformanceTable(runs);
  if (!onlyChecks) writeFileSync(page, table);
  else if (readFileSync(page, 'utf8') !== table) {
    console.error(
      'docs/conformance.md does not say what this run found: run `npm run conformance` and commit the page',
    );
    process.exitCode = 1;
  }
  const missing = [...new Set(runs.flatMap(({ tests }) => missingBehaviors(tests)))];
  if (missing.length === 0) return;
  console.error(`No test for ${missing.join(', ')}`);
  process.exitCode = 1;
}
