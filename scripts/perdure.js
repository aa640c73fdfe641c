#!/usr/bin/env node
// `npm run perdure -- <command>`: the command line.
import { text } from 'node:stream/consumers';
import './require-node.js';

// Not before: an older Node, which hands over to the one that the install brought, cannot even link it.
await import('./register-typescript.js');
const { runCli } = await import('../lib/cli/main.ts');
process.exitCode = await runCli(process.argv.slice(2), {
  env: process.env,
  folder: process.cwd(),
  readInput: () => text(process.stdin),
  out: (line) => console.log(line),
  err: (line) => console.error(line),
});
