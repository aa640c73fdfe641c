// `npm run smoke`: does the start command of the README work? Starts it, waits for the ready line, asks every address,
// ends it as Ctrl-C would and wants it gone within five seconds.
import './require-node.js';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { anyPorts } from './any-ports.js';
import { root } from './run-command.js';

const readySeconds = 120;
const endSeconds = 5;

function deadline(seconds, what) {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error(`${what} took more than ${seconds} s`)), seconds * 1000).unref();
  });
}

async function readyLine(child) {
  for await (const line of createInterface({ input: child.stdout })) {
    console.log(`  ${line}`);
    const match = /^perdure ready (\{.*\})$/.exec(line);
    if (match !== null) return JSON.parse(match[1]);
  }
  throw new Error('npm start ended before it was ready');
}

/** Whether any process of the group is left. */
function isRunning(group) {
  try {
    process.kill(-group, 0);
    return true;
  } catch {
    return false;
  }
}

async function expectAnswer(url) {
  const answer = await fetch(url, { signal: AbortSignal.timeout(30_000) });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  console.log(`${url}: ${answer.status}`);
}

/** Resolves when no process of the group is left: what npm started may end a little later than npm. */
async function lastEnded(group) {
  while (isRunning(group)) await pause(20);
}

const dataFolder = mkdtempSync(join(tmpdir(), 'perdure-smoke-'));
const env = { ...process.env, ...anyPorts, PERDURE_DATA_DIR: dataFolder };
// A group of its own, so that the interrupt reaches every process of it and nothing else.
const child = spawn('npm', ['start'], { cwd: root, env, detached: true, stdio: ['ignore', 'pipe', 'inherit'] });
const ended = once(child, 'exit');
try {
  const began = performance.now();
  const addresses = await Promise.race([readyLine(child), deadline(readySeconds, 'Starting')]);
  console.log(`Ready after ${((performance.now() - began) / 1000).toFixed(1)} s`);
  child.stdout.resume();
  await expectAnswer(addresses.console);
  await expectAnswer(`${addresses.http}/v1.0/healthz`);
  const interrupted = performance.now();
  process.kill(-child.pid, 'SIGINT');
  await Promise.race([
    ended.then(() => lastEnded(child.pid)),
    deadline(endSeconds, 'Ending every process after Ctrl-C'),
  ]);
  console.log(`Ended ${((performance.now() - interrupted) / 1000).toFixed(1)} s after Ctrl-C`);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  if (isRunning(child.pid)) process.kill(-child.pid, 'SIGKILL');
  rmSync(dataFolder, { recursive: true, force: true });
}
