import { spawn } from 'node:child_process';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root folder. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Where the runs of Vitest and Playwright leave their results for each other to count. */
export const reports = join(root, '.cache', 'reports');

function environment(extra) {
  const bin = join(root, 'node_modules', '.bin');
  return { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}`, ...extra };
}

/**
 * Runs a command line with the repository's own tools first in the path.
 * @param {string[]} command program and arguments
 * @param {{ cwd?: string, env?: Record<string, string>, show?: boolean, timeoutSeconds?: number }} [options] `show`
 *   passes the output on instead of collecting it; after `timeoutSeconds` it is killed with all it started
 * @returns {Promise<{ ok: boolean, output: string, seconds: number }>} never rejects; a missing program is not ok
 */
export function runCommand([program, ...args], options = {}) {
  const { cwd = root, env = {}, show = false, timeoutSeconds } = options;
  const began = performance.now();
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd,
      env: environment(env),
      stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
      shell: process.platform === 'win32',
      // A group of its own: what it started has to go with it, also what hangs.
      detached: timeoutSeconds !== undefined && process.platform !== 'win32',
    });
    let output = '';
    // The time-out of `spawn` itself would keep this process alive after a program that could not be started.
    const timer = timeoutSeconds === undefined ? undefined : setTimeout(() => killGroup(child), timeoutSeconds * 1000);
    const end = (ok) => {
      clearTimeout(timer);
      resolve({ ok, output, seconds: (performance.now() - began) / 1000 });
    };
    const take = (chunk) => {
      output += chunk;
    };
    child.stdout?.setEncoding('utf8').on('data', take);
    child.stderr?.setEncoding('utf8').on('data', take);
    child.on('error', (error) => {
      output += `${program}: ${error.message}\n`;
      end(false);
    });
    child.on('close', (code, signal) => {
      if (signal !== null) output += `${program} was ended by ${signal}\n`;
      end(code === 0);
    });
  });
}

function killGroup(child) {
  if (process.platform === 'win32' || child.pid === undefined) child.kill('SIGKILL');
  else process.kill(-child.pid, 'SIGKILL');
}
