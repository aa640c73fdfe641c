import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';

export type ProcessPlan = {
  readonly name: string;
  /** Arguments of this Node: flags, script, its arguments. */
  readonly args: readonly string[];
  readonly cwd?: string;
  /** Read at every start. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly onLine: (line: string) => void;
  /** Called with each message the process sends over its IPC channel. */
  readonly onMessage?: (message: unknown) => void;
  /** Called when the process has ended without having been asked to. `exitCode` is absent when a signal ended it. */
  readonly onUnexpectedEnd: (how: string, exitCode: number | undefined) => void;
};

const LONGEST_STOP = 4_500;

/** A child process that ends with its parent: it is told by a signal, and by its IPC channel if the parent is killed. */
export class ManagedProcess {
  readonly #plan: ProcessPlan;
  #child: ChildProcess | undefined;
  #stopping = false;

  constructor(plan: ProcessPlan) {
    this.#plan = plan;
  }

  start(): void {
    const { args, cwd, env, onLine, onMessage, onUnexpectedEnd } = this.#plan;
    this.#stopping = false;
    const child = spawn(process.execPath, [...args], {
      ...(cwd === undefined ? {} : { cwd }),
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.#child = child;
    for (const stream of [child.stdout, child.stderr]) {
      if (stream !== null) createInterface({ input: stream }).on('line', onLine);
    }
    child.on('message', (message) => onMessage?.(message));
    child.on('exit', (code, signal) => {
      if (this.#stopping) return;
      onUnexpectedEnd(signal === null ? `exit code ${code ?? 'unknown'}` : signal, code ?? undefined);
    });
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** Sends a message over the IPC channel; false when nobody is there to get it. */
  send(message: object): boolean {
    return this.#child?.connected === true && this.#child.send(message);
  }

  /** Asks the process to end and waits; ends it by force when it does not within 4.5 s. */
  async stop(): Promise<void> {
    const child = this.#child;
    this.#stopping = true;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill('SIGTERM');
    const force = setTimeout(() => child.kill('SIGKILL'), LONGEST_STOP);
    await ended;
    clearTimeout(force);
  }
}
