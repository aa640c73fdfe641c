// `npm run conformance`: judges the runtime from outside, behavior by behavior, and writes docs/conformance.md.
// `npm run conformance -- start` runs the files whose name holds "start" and writes nothing.
// `npm run conformance -- --check` fails when the page does not say what the run found, and leaves it as it is.
// TARGET=host:port judges a process that runs already (TARGET_APP: its App ID, TARGET_TOKEN: its API token); the table
// is then printed only.
import './require-node.js';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { conformanceTable, missingBehaviors, testsIn } from './conformance-table.js';
import { reports, root, runCommand } from './run-command.js';

const page = join(root, 'docs', 'conformance.md');
const report = join(reports, 'conformance.json');
const target = process.env.TARGET ?? '';
const onlyChecks = process.argv.includes('--check');
const wanted = process.argv.slice(2).filter((word) => word !== '--check');

mkdirSync(reports, { recursive: true });
rmSync(report, { force: true });
const vitest = ['vitest', 'run', '--config', 'e2e/conformance/vitest.config.ts', ...wanted];
const { ok } = await runCommand([...vitest, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`], {
  show: true,
});
process.exitCode = ok ? 0 : 1;
if (wanted.length === 0 && existsSync(report)) tell(testsIn(JSON.parse(readFileSync(report, 'utf8'))));

function tell(tests) {
  if (target !== '') {
    console.log(conformanceTable([{ column: target, tests }]));
    return;
  }
  const table = conformanceTable([{ column: 'SQLite', tests }]);
  if (!onlyChecks) writeFileSync(page, table);
  else if (readFileSync(page, 'utf8') !== table) {
    console.error(
      'docs/conformance.md does not say what this run found: run `npm run conformance` and commit the page',
    );
    process.exitCode = 1;
  }
  const missing = missingBehaviors(tests);
  if (missing.length === 0) return;
  console.error(`No test for ${missing.join(', ')}`);
  process.exitCode = 1;
}
