#!/usr/bin/env node
// `npm run perdure -- <command>`: the command line.
import { text } from 'node:stream/consumers';
import './require-node.js';

// Not before: an older Node, which hands over to the one that the install brought, cannot even link it.
await import('./register-typescript.js');
const { runCli } = await import('../lib/cli/main.ts');

// `perdure … | head` closes the pipe when it has seen enough.
process.stdout.on('error', (error) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

const isAttended = process.stdin.isTTY && process.stderr.isTTY;
process.exitCode = await runCli(process.argv.slice(2), {
  env: process.env,
  folder: process.cwd(),
  readInput: () => text(process.stdin),
  out: (line) => console.log(line),
  err: (line) => console.error(line),
  isTerminal: process.stdout.isTTY,
  ask: isAttended ? ask : undefined,
});

/** Asks on stderr, so that a question is never part of an answer that goes into a pipe; Ctrl-D answers nothing. */
async function ask(question) {
  const { createInterface } = await import('node:readline');
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = new Promise((resolve) => {
    terminal.on('close', () => resolve(''));
    terminal.on('SIGINT', () => process.exit(130));
    terminal.question(question, resolve);
  });
  return answer.finally(() => terminal.close());
}
