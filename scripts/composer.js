// `npm run composer`: every diagram of the corpus becomes a project in each language, which is built and executed on the
// runtime, and random diagrams become one in JavaScript; a line for each language says how many and what failed. `npm run
// composer -- go java` takes some languages. Generated tests of their own run too. In C# each project and its tests are compiled
// and not run (e2e/sdks/csharp.test.ts); where the .NET SDK is, they are built and tested by it as well.
import './require-node.js';
import { globSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, delimiter, join } from 'node:path';
import { reports, root, runCommand } from './run-command.js';
import { languages } from './sdks/languages.js';
import { provideLanguage } from './sdks/provide-language.js';

const executed = ['javascript', 'python', 'go', 'java'];
const named = process.argv.slice(2);
const wanted = executed.filter((name) => named.length === 0 || named.includes(name));
const vitest = ['vitest', 'run', '--config', 'e2e/sdks/vitest.config.ts', '--reporter=default', '--reporter=json'];

/** Runs one suite for one language; the counts of its tests and the names of those that failed. */
async function suite(name, file, env) {
  const report = join(reports, `composer-${name}.json`);
  const { ok } = await runCommand([...vitest, `--outputFile.json=${report}`, file], { show: true, env });
  const tests = JSON.parse(readFileSync(report, 'utf8')).testResults.flatMap((each) => each.assertionResults);
  const failed = tests.filter(({ status }) => status === 'failed').map(({ title }) => title);
  return { ok, passed: tests.filter(({ status }) => status === 'passed').length, failed };
}

/** With the real packages, only where the .NET SDK is: nothing here brings it. */
async function buildByDotnet() {
  if (!(await runCommand(['dotnet', '--version'], { timeoutSeconds: 60 })).ok) {
    lines.push('dotnet: its tests are not run, because the .NET SDK is not present (dotnet is not in the path)');
    return;
  }
  const folder = join(root, '.cache', 'composed-csharp');
  rmSync(folder, { recursive: true, force: true });
  const failed = [];
  const diagrams = globSync('lib/composer/corpus/{,third-party/}*.{bpmn,mmd}', { cwd: root });
  for (const diagram of diagrams) {
    const project = join(folder, basename(diagram));
    const compose = ['node', 'scripts/perdure.js', 'compose', diagram, '--language', 'csharp', '--out', project];
    const composed = await runCommand(compose);
    const built = composed.ok && (await runCommand(['dotnet', 'test', 'Tests'], { cwd: project }));
    if (built === false || !built.ok) failed.push(`${diagram}\n${(built || composed).output}`);
  }
  count('dotnet', { ok: failed.length === 0, passed: diagrams.length - failed.length, failed });
}

mkdirSync(reports, { recursive: true });
const lines = [];
let allPassed = 0;
let allFailed = 0;
function count(name, { ok, passed, failed }) {
  const silent = !ok && failed.length === 0 ? 1 : 0;
  allPassed += passed;
  allFailed += failed.length + silent;
  lines.push(
    `${name}: ${passed} passed, ${failed.length + silent} failed${failed.map((title) => `\n  ${title}`).join('')}`,
  );
}

for (const name of wanted) {
  const provided = name in languages ? await provideLanguage(name) : { kind: 'missing', reason: 'it is unknown' };
  if (provided.kind !== 'built') {
    allFailed += 1;
    lines.push(`${name}: not run, because ${provided.kind === 'missing' ? provided.reason : provided.output}`);
    continue;
  }
  const { folders } = provided;
  const path = folders.length === 0 ? {} : { PATH: [...folders, process.env.PATH ?? ''].join(delimiter) };
  count(name, await suite(name, 'e2e/sdks/composed.test.ts', { COMPOSED: 'corpus', PERDURE_SDKS: name, ...path }));
}
if (wanted.includes('javascript')) {
  count('random diagrams', await suite('random', 'e2e/sdks/random-composed.test.ts', { MODELS: '60' }));
}

if (named.length === 0 || named.includes('csharp')) {
  count('csharp, compiled and not run', await suite('csharp', 'e2e/sdks/csharp.test.ts', { COMPOSED: 'corpus' }));
  await buildByDotnet();
}

console.log('');
for (const line of lines) console.log(line);
console.log(`${allPassed} passed, ${allFailed} failed`);
process.exitCode = allFailed === 0 ? 0 : 1;
