// `npm run sdks`: builds the apps in examples/, each on the real SDK of its language, and runs the same scenarios against
// all of them. `npm run sdks -- python go` takes some of them. A language whose toolchain cannot be had is named and left
// out; with CI=true it is a failure. `npm run sdks -- --record` keeps the histories of these runs in lib/graph/recorded/.
import './require-node.js';
import { existsSync, mkdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { reports, root, runCommand } from './run-command.js';
import { languages } from './sdks/languages.js';
import { provideLanguage } from './sdks/provide-language.js';

const strict = ['1', 'true'].includes(process.env.CI ?? '');
const words = process.argv.slice(2);
const recording = words.includes('--record');
const named = words.filter((word) => word !== '--record');
const unknown = named.find((name) => languages[name] === undefined);
if (unknown !== undefined) {
  console.error(`There is no language "${unknown}". Languages: ${Object.keys(languages).join(', ')}`);
  process.exit(1);
}

const standard = Object.keys(languages).filter((name) => languages[name].onlyWhenNamed !== true);
const wanted = named.length > 0 ? named : standard.filter((name) => existsSync(join(root, 'examples', name)));

mkdirSync(reports, { recursive: true });
const ready = [];
const missing = [];
const broken = [];
const folders = [];
for (const name of wanted) {
  const provided = await provideLanguage(name);
  if (provided.kind === 'built') {
    ready.push(name);
    folders.push(...provided.folders);
    console.log(`${name}: built in ${provided.seconds.toFixed(1)} s`);
  } else if (provided.kind === 'missing') {
    missing.push(`${name}, because ${provided.reason}`);
  } else {
    broken.push(name);
    console.log(`${name}: the build failed\n${provided.output.trimEnd()}`);
  }
}

const vitest = ['vitest', 'run', '--config', 'e2e/sdks/vitest.config.ts', '--reporter=verbose', '--reporter=json'];
const command = [...vitest, `--outputFile.json=${join(reports, 'sdks.json')}`];
const path = folders.length === 0 ? {} : { PATH: [...folders, process.env.PATH ?? ''].join(delimiter) };
const env = { PERDURE_SDKS: ready.join(','), PERDURE_RECORD: recording ? '1' : '0', ...path };
const passed = ready.length === 0 || (await runCommand(command, { show: true, env })).ok;

for (const name of broken) console.log(`Failed: ${name}, because its build failed`);
for (const name of missing) console.log(`Not run: ${name}`);
process.exitCode = passed && broken.length === 0 && (!strict || missing.length === 0) ? 0 : 1;
