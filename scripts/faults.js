// `npm run faults`: is every property able to fail? Each scripts/faults/<name>.patch plants one fault and names the test
// that must catch it: "# test: <file> -t "<test name>"". The patch is applied to a copy of the tree, never in place.
import './require-node.js';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root, runCommand } from './run-command.js';

const patches = join(root, 'scripts', 'faults');
const copy = join(root, '.cache', 'faults', 'tree');
const result = join(root, '.cache', 'faults', 'result.json');
const header = /^# test: (\S+) -t "(.+)"$/m;

async function copyTree() {
  rmSync(copy, { recursive: true, force: true });
  const { output } = await runCommand(['git', 'ls-files', '-z', '--cached', '--others', '--exclude-standard']);
  const listed = output.split('\0').filter((path) => path !== '' && existsSync(join(root, path)));
  for (const path of [...listed, 'lib/store/prisma/generated']) {
    if (!existsSync(join(root, path))) continue;
    mkdirSync(dirname(join(copy, path)), { recursive: true });
    cpSync(join(root, path), join(copy, path), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'dir');
}

/** Applies or takes back a patch. The ceiling keeps git from taking the copy for a part of the repository around it. */
function apply(patch, ...flags) {
  const env = { GIT_CEILING_DIRECTORIES: join(root, '.cache', 'faults') };
  return runCommand(['git', 'apply', ...flags, join(patches, patch)], { cwd: copy, env });
}

/** Suites that have a configuration of their own keep it beside their tests. */
function configOf(file) {
  const config = join(dirname(file), 'vitest.config.ts');
  return existsSync(join(root, config)) ? ['--config', config] : [];
}

async function runTest([file, name]) {
  rmSync(result, { force: true });
  const command = ['vitest', 'run', ...configOf(file), file, '-t', name, '--reporter=json', `--outputFile=${result}`];
  const { output } = await runCommand(command, { cwd: copy, env: { CI: '1' } });
  if (!existsSync(result)) return { passed: 0, failed: 0, output };
  const report = JSON.parse(readFileSync(result, 'utf8'));
  return { passed: report.numPassedTests, failed: report.numFailedTests, output };
}

/** What is wrong with a patch or its test; undefined when the fault is caught. */
async function faultOf(patch) {
  const match = header.exec(readFileSync(join(patches, patch), 'utf8'));
  if (match === null) return 'has no line: # test: <file> -t "<test name>"';
  const test = [match[1], match[2]];
  const before = await runTest(test);
  if (before.failed > 0 || before.passed === 0) return `the test must pass without the fault:\n${before.output}`;
  const applied = await apply(patch);
  if (!applied.ok) return `does not apply:\n${applied.output}`;
  try {
    const after = await runTest(test);
    if (after.failed > 0) return undefined;
    return after.passed > 0 ? 'the test does not notice the fault' : `the test did not run:\n${after.output}`;
  } finally {
    await apply(patch, '--reverse');
  }
}

const wanted = process.argv.slice(2);
const all = existsSync(patches) ? readdirSync(patches).filter((name) => name.endsWith('.patch')) : [];
const chosen = all.filter((name) => wanted.length === 0 || wanted.includes(name.replace('.patch', '')));
if (chosen.length === 0) {
  console.error('There is no fault to plant in scripts/faults');
  process.exit(1);
}

await copyTree();
let missed = 0;
for (const patch of chosen.sort()) {
  const fault = await faultOf(patch);
  if (fault !== undefined) missed += 1;
  console.log(`${fault === undefined ? 'caught' : 'MISSED'}  ${patch}${fault === undefined ? '' : `: ${fault}`}`);
}
rmSync(join(root, '.cache', 'faults'), { recursive: true, force: true });
console.log(`${chosen.length - missed} caught, ${missed} missed`);
process.exitCode = missed === 0 ? 0 : 1;
