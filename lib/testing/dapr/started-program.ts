import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';

/** A process that writes to a log of its own. */
export type StartedProgram = { readonly process: ChildProcess; readonly log: string; stop(): Promise<void> };

export type ProgramStart = {
  readonly program: string;
  readonly args: readonly string[];
  readonly log: string;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
};

const GRACE_MS = 10_000;
const LOOK_EVERY_MS = 100;

/** Starts a program; `stop` ends it in good order, or at once when that takes too long. */
export function startProgram({ program, args, log, cwd, env }: ProgramStart): StartedProgram {
  const out = openSync(log, 'a');
  const child = spawn(program, [...args], { cwd, env: { ...process.env, ...env }, stdio: ['ignore', out, out] });
  closeSync(out);
  const ended = once(child, 'exit').catch(() => undefined);
  return {
    process: child,
    log,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
      await ended;
      clearTimeout(timer);
    },
  };
}

/** Asks until the answer is yes; rejects when the program has ended, or has not said yes within `withinMs`. */
export async function untilTrue(
  { process: child, log }: StartedProgram,
  ask: () => Promise<boolean>,
  withinMs = 60_000,
): Promise<void> {
  const end = performance.now() + withinMs;
  while (!(await ask().catch(() => false))) {
    if (child.exitCode !== null) throw new Error(`${child.spawnfile} ended:\n${readFileSync(log, 'utf8')}`);
    if (performance.now() > end) throw new Error(`${child.spawnfile} is not ready:\n${readFileSync(log, 'utf8')}`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

/** So many ports that nobody listens on now, all of them different. */
export async function freePorts(count: number): Promise<readonly number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => {
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    return address.port;
  });
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
