// `npm run check`: everything that must hold before a change is done. `npm run check -- lint types` runs some of it.
import './require-node.js';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { reports, runCommand } from './run-command.js';

/** How many of the checks that only read the sources run beside each other. */
const lanes = 2;

const vitest = ['vitest', 'run', '--reporter=default', '--reporter=json'];

// Each list waits for the one before it.
const preparations = [
  { name: 'clients', command: ['node', 'scripts/generate-clients.js'] },
  { name: 'routes', command: ['next', 'typegen'] },
];
const readings = [
  // Next writes tsconfig.json in its own manner.
  { name: 'format', command: ['prettier', '--check', '--log-level=warn', '.', '!tsconfig.json'] },
  { name: 'lint', command: ['eslint', '.'] },
  { name: 'types', command: ['tsc', '--noEmit', '-p', '.'] },
  { name: 'types-example', command: ['tsc', '--noEmit', '-p', 'examples/javascript'] },
  { name: 'types-agent', command: ['tsc', '--noEmit', '-p', 'examples/agent'] },
  { name: 'spelling', command: ['cspell', 'lint', '--no-progress', '--no-summary', '--dot', '.'] },
  { name: 'unused', command: ['knip', '--no-progress'] },
  { name: 'duplication', command: ['jscpd', '.'] },
  { name: 'generated', command: ['node', 'scripts/check-generated.js'] },
  { name: 'documents', command: ['node', 'scripts/check-documents.js'] },
];
const tests = [
  { name: 'tests', command: [...vitest, `--outputFile.json=${join(reports, 'vitest.json')}`], env: { CI: '1' } },
];

const steps = [...preparations, ...readings, ...tests];

const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !steps.some((step) => step.name === name));
if (unknown !== undefined) {
  console.error(`There is no step "${unknown}". Steps: ${steps.map((step) => step.name).join(', ')}`);
  process.exit(1);
}

mkdirSync(reports, { recursive: true });
const failures = [];
await runAll(preparations, 1);
await runAll(readings, lanes);
await runAll(tests, 1);

for (const { name, command, output } of failures) {
  console.log(`\n──── ${name}: ${command.join(' ')}\n${output.trimEnd()}`);
}
if (failures.length > 0) console.log(`\nFailed: ${failures.map(({ name }) => name).join(', ')}`);
process.exitCode = failures.length === 0 ? 0 : 1;

/** Runs those of the steps that are wanted, so many at a time, and says of each how it went. */
async function runAll(all, atATime) {
  const left = all.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
  const lane = async () => {
    for (let step = left.shift(); step !== undefined; step = left.shift()) await run(step);
  };
  await Promise.all(Array.from({ length: atATime }, lane));
}

async function run(step) {
  const { ok, output, seconds } = await runCommand(step.command, { env: { NO_COLOR: '1', ...step.env } });
  console.log(`${ok ? 'ok  ' : 'FAIL'}  ${step.name.padEnd(14)} ${seconds.toFixed(1).padStart(6)} s`);
  if (!ok) failures.push({ ...step, output });
}
