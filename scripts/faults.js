// `npm run faults`: is every property able to fail? Each scripts/faults/<name>.patch plants one fault and names the test
// that must catch it: "# test: <file> -t "<test name>"". A patch is applied to a copy of the tree, never in place; as
// many copies are worked on at one time as there are processors. `--quarter` plants every fourth one; the commit decides which
// quarter, so that all get their turn.
import './require-node.js';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { root, runCommand } from './run-command.js';

const patches = join(root, 'scripts', 'faults');
const work = join(root, '.cache', 'faults');
const header = /^# test: (\S+) -t "(.+)"$/m;
// A fault can make its test wait for what never comes (that fails it), or loop where no time-out of Vitest reaches it.
const PATIENCE_MS = 90_000;
const KILL_AFTER_SECONDS = 300;

async function copyTree(copy) {
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
function apply(copy, patch, ...flags) {
  const env = { GIT_CEILING_DIRECTORIES: work };
  return runCommand(['git', 'apply', ...flags, join(patches, patch)], { cwd: copy, env });
}

/** Suites that have a configuration of their own keep it beside their tests. */
function configOf(file) {
  const config = join(dirname(file), 'vitest.config.ts');
  return existsSync(join(root, config)) ? config : undefined;
}

/** The results of the named tests in some files, the output, and whether Vitest ended by itself. */
async function runTests(copy, { config, files, names, flags = [] }) {
  const result = join(copy, 'result.json');
  rmSync(result, { force: true });
  const command = ['vitest', 'run', ...(config === undefined ? [] : ['--config', config]), ...files];
  const asked = ['-t', names.join('|'), '--reporter=json', `--outputFile=${result}`, ...flags];
  const timeoutSeconds = KILL_AFTER_SECONDS * names.length;
  const { output } = await runCommand([...command, ...asked], { cwd: copy, env: { CI: '1' }, timeoutSeconds });
  const report = existsSync(result) ? JSON.parse(readFileSync(result, 'utf8')) : { testResults: [] };
  const tests = report.testResults.flatMap(({ name: path, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'passed' || status === 'failed')
      .map(({ fullName, status }) => ({ path, name: fullName, passed: status === 'passed' })),
  );
  return { tests, output, ended: existsSync(result) };
}

/** Why the tests cannot judge: without a fault each must run and pass. All of one configuration run together. */
async function brokenTests(copy, wanted) {
  const broken = [];
  for (const [config, tests] of Map.groupBy(wanted, ({ file }) => configOf(file))) {
    const files = [...new Set(tests.map(({ file }) => file))];
    const ran = await runTests(copy, { config, files, names: [...new Set(tests.map(({ name }) => name))] });
    for (const { file, name } of tests) {
      const found = ran.tests.filter((test) => test.path.endsWith(`/${file}`) && new RegExp(name).test(test.name));
      if (found.length > 0 && found.every(({ passed }) => passed)) continue;
      broken.push(`${file}: "${name}" must run and pass without a fault\n${ran.output}`);
    }
  }
  return broken;
}

/** What is wrong with a patch; undefined when its test catches the fault. */
async function missedFault(copy, { patch, file, name }) {
  const applied = await apply(copy, patch);
  if (!applied.ok) return `does not apply:\n${applied.output}`;
  try {
    const flags = [`--testTimeout=${PATIENCE_MS}`];
    const { tests, output, ended } = await runTests(copy, {
      config: configOf(file),
      files: [file],
      names: [name],
      flags,
    });
    if (!ended) return `the test did not end, or not by itself:\n${output}`;
    if (tests.some(({ passed }) => !passed)) return undefined;
    return tests.length > 0 ? 'the test does not notice the fault' : `the test did not run:\n${output}`;
  } finally {
    await apply(copy, patch, '--reverse');
  }
}

function read(patch) {
  const match = header.exec(readFileSync(join(patches, patch), 'utf8'));
  if (match !== null) return { patch, file: match[1], name: match[2] };
  console.error(`${patch} has no line: # test: <file> -t "<test name>"`);
  process.exit(1);
}

/** 0, 1 or 2, by the name of the commit that is checked out; 0 where there is none. */
async function turnOfCommit() {
  const { ok, output } = await runCommand(['git', 'rev-parse', 'HEAD']);
  return ok ? Number.parseInt(output.trim().slice(-6), 16) % 4 : 0;
}

async function plantEach(copy, queue, missed) {
  for (let fault = queue.shift(); fault !== undefined; fault = queue.shift()) {
    const why = await missedFault(copy, fault);
    if (why !== undefined) missed.push(fault.patch);
    console.log(`${why === undefined ? 'caught' : 'MISSED'}  ${fault.patch}${why === undefined ? '' : `: ${why}`}`);
  }
}

const isQuarter = process.argv.includes('--quarter');
const wanted = process.argv.slice(2).filter((argument) => argument !== '--quarter');
const all = existsSync(patches) ? readdirSync(patches).filter((name) => name.endsWith('.patch')) : [];
const named = all.filter((name) => wanted.length === 0 || wanted.includes(name.replace('.patch', '')));
const turn = isQuarter ? await turnOfCommit() : 0;
const chosen = named.sort().filter((_, index) => !isQuarter || index % 4 === turn);
if (chosen.length === 0) {
  console.error('There is no fault to plant in scripts/faults');
  process.exit(1);
}

const faults = chosen.map(read);
const copies = Array.from({ length: Math.min(availableParallelism(), faults.length) }, (_, n) => join(work, `${n}`));
rmSync(work, { recursive: true, force: true });
await Promise.all(copies.map(copyTree));
const broken = await brokenTests(copies[0], faults);
for (const why of broken) console.error(why);
const missed = [];
if (broken.length === 0) await Promise.all(copies.map((copy) => plantEach(copy, faults, missed)));
rmSync(work, { recursive: true, force: true });
console.log(`${broken.length > 0 ? 0 : chosen.length - missed.length} caught, ${missed.length + broken.length} missed`);
process.exitCode = missed.length + broken.length === 0 ? 0 : 1;
