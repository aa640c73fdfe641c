// `npm run attach-proof`: a real Dapr cluster on each state store, 210 executions and more on each, compared field by field between
// the mirror and the engine's own answers; every action through the console's API; an app through its sidecar alone, by TLS and
// with an API token, and one found on this machine; the console in a browser. Takes Go 1.26, PostgreSQL, Redis and OpenSSL, and
// some seven minutes once Dapr is built.
import './require-node.js';
import { buildDapr } from './dapr/build.js';
import { runCommand } from './run-command.js';

const parts = [
  ['node', 'scripts/build.js'],
  ['npx', 'vitest', 'run', '--config', 'e2e/attach/vitest.config.ts'],
  ['npx', 'playwright', 'test', '--config', 'e2e/attach/playwright.config.ts'],
];

try {
  await buildDapr();
  for (const words of parts) {
    const { ok } = await runCommand(words, { show: true });
    if (!ok) process.exitCode = 1;
  }
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
