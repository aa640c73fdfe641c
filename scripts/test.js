// `npm test`: gets what the tests need, runs every check, builds the console, drives it in a browser and ends with the
// line "N passed, N failed". Locally a part whose means are missing is named and left out; with CI=true it is a failure.
import './require-node.js';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { countResults, failedTests } from './count-results.js';
import { provideBrowser } from './provide-browser.js';
import { providePostgres } from './provide-postgres.js';
import { provideRedis } from './provide-redis.js';
import { reports, root, runCommand } from './run-command.js';
import { provideTools } from './sdks/provide-language.js';

const strict = ['1', 'true'].includes(process.env.CI ?? '');
const failedParts = [];
const missingParts = [];

async function part(name, command, env = {}) {
  console.log(`\n── ${name}`);
  const { ok, output, seconds } = await runCommand(command, { show: true, env });
  if (!ok) failedParts.push(name);
  console.log(`${output}── ${name}: ${ok ? 'ok' : 'failed'} after ${seconds.toFixed(0)} s`);
  return ok;
}

function report(name) {
  const path = join(reports, `${name}.json`);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
}

/** The languages in which the composer's projects can be run here, and the path to their tools. A part before says what is missing. */
async function composedLanguages() {
  const ready = ['javascript'];
  const folders = [];
  for (const name of ['python', 'go']) {
    const tools = await provideTools(name);
    if ('reason' in tools) continue;
    ready.push(name);
    folders.push(...tools.folders);
  }
  return { PERDURE_SDKS: ready.join(','), PATH: [...folders, process.env.PATH ?? ''].join(delimiter) };
}

rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

console.log('── browser');
const browser = await provideBrowser();
console.log('path' in browser ? browser.path : `Could not provide a browser: ${browser.reason}`);

console.log('── PostgreSQL');
const postgres = await providePostgres();
if ('reason' in postgres) missingParts.push('tests on PostgreSQL, because there is none');
console.log('bin' in postgres ? postgres.bin || 'from npm' : `Could not provide PostgreSQL: ${postgres.reason}`);

console.log('── Redis');
const redis = await provideRedis();
if ('reason' in redis) missingParts.push('tests on Redis, because there is none');
console.log('path' in redis ? redis.path : `Could not provide Redis: ${redis.reason}`);
const onPostgres = { PERDURE_POSTGRES: 'bin' in postgres ? postgres.bin : 'none' };

await part('check', ['node', 'scripts/check.js'], onPostgres);
await part('conformance', ['node', 'scripts/conformance.js', '--check'], onPostgres);
await part('durability', ['node', 'scripts/durability.js'], onPostgres);
await part('sdks', ['node', 'scripts/sdks.js']);
const built = await part('build', ['npm', 'run', 'build']);
if (built && 'path' in browser) {
  const env = { PERDURE_BROWSER: browser.path, ...(await composedLanguages()) };
  await part('end-to-end', ['playwright', 'test'], env);
} else missingParts.push(`end-to-end, because ${built ? 'there is no browser' : 'the build failed'}`);

const parts = {
  check: { vitest: [report('vitest')] },
  conformance: { vitest: [report('conformance'), report('conformance-postgres')] },
  durability: { vitest: [report('durability')] },
  sdks: { vitest: [report('sdks')] },
  'end-to-end': { playwright: report('playwright') },
};
const vitest = Object.values(parts).flatMap((found) => found.vitest ?? []);
const counts = countResults({ vitest, ...parts['end-to-end'] });
// A part can fail without a failing test: lint, the build, no test found. That is one failure too.
const explains = (name) => name in parts && countResults(parts[name]).failed > 0;
const silent = failedParts.filter((name) => !explains(name)).length;
const failed = counts.failed + silent + (strict ? missingParts.length : 0);

console.log('');
for (const test of failedTests(vitest)) console.log(`Failed: ${test.replace(`${root}/`, '')}`);
for (const name of failedParts) console.log(`Failed: ${name}`);
for (const name of missingParts) console.log(`Not run: ${name}`);
if (counts.skipped > 0) console.log(`Skipped tests: ${counts.skipped}`);
console.log(`${counts.passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
