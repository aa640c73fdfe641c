import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { onTestFinished } from 'vitest';

/** Another process that has the store at `path` and commits one instance after the other; it ends with the test. */
export class BusyWriter {
  /** Ids whose commit has been acknowledged. */
  readonly acknowledged: string[] = [];
  readonly #watchers = new Set<() => void>();

  constructor(path: string) {
    const register = pathToFileURL('scripts/register-typescript.js').href;
    const args = ['--import', register, 'lib/testing/programs/write-busily.ts', path];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    createInterface({ input: child.stdout }).on('line', (id) => {
      this.acknowledged.push(id);
      for (const wake of this.#watchers) wake();
    });
    onTestFinished(() => void child.kill('SIGKILL'));
  }

  /** Resolves once so many commits were acknowledged. */
  async reached(count: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const check = (): void => (this.acknowledged.length >= count ? resolve() : undefined);
    this.#watchers.add(check);
    check();
    await promise;
    this.#watchers.delete(check);
  }
}
