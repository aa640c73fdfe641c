// `npm run check`: everything that must hold before a change is done. `npm run check -- lint types` runs some of it.
import './require-node.js';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { reports, runCommand } from './run-command.js';

const vitest = ['vitest', 'run', '--reporter=default', '--reporter=json'];

const steps = [
  { name: 'clients', command: ['node', 'scripts/generate-clients.js'] },
  { name: 'routes', command: ['next', 'typegen'] },
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
  { name: 'tests', command: [...vitest, `--outputFile.json=${join(reports, 'vitest.json')}`], env: { CI: '1' } },
];

const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !steps.some((step) => step.name === name));
if (unknown !== undefined) {
  console.error(`There is no step "${unknown}". Steps: ${steps.map((step) => step.name).join(', ')}`);
  process.exit(1);
}

mkdirSync(reports, { recursive: true });
const failures = [];
for (const step of steps.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  const result = await runCommand(step.command, { env: { NO_COLOR: '1', ...step.env } });
  console.log(`${result.ok ? 'ok  ' : 'FAIL'}  ${step.name.padEnd(14)} ${result.seconds.toFixed(1).padStart(6)} s`);
  if (!result.ok) failures.push({ ...step, output: result.output });
}

for (const { name, command, output } of failures) {
  console.log(`\n──── ${name}: ${command.join(' ')}\n${output.trimEnd()}`);
}
if (failures.length > 0) console.log(`\nFailed: ${failures.map(({ name }) => name).join(', ')}`);
process.exitCode = failures.length === 0 ? 0 : 1;
