import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Child } from '@/e2e/fixtures/child';
import { type RuntimeAt, type RuntimeStart, startRuntime } from '@/e2e/fixtures/runtime';
import { storeOfItsOwn, type OwnStore } from '@/e2e/fixtures/store-of-its-own';
import type { Target } from './target';

export type OwnOptions = {
  /** App IDs to serve, each at an address of its own; one named `own` unless told. */
  readonly apps?: readonly string[];
  /** Goes on top of the environment that the process gets anyway. */
  readonly env?: Readonly<Record<string, string>>;
  /** Content of the configuration file that the process is pointed at by `PERDURE_CONFIG`. */
  readonly config?: object;
};

/** A runtime process on a folder of its own that a test may kill, restart and configure. */
export class OwnRuntime {
  readonly dataDir: string;
  #env: Readonly<Record<string, string>>;
  readonly #store: OwnStore;
  #started: RuntimeStart;

  private constructor(env: Readonly<Record<string, string>>, started: RuntimeStart, store: OwnStore) {
    this.dataDir = started.at.dataDir;
    this.#env = env;
    this.#started = started;
    this.#store = store;
  }

  static async start({ apps = ['own'], env = {}, config }: OwnOptions = {}): Promise<OwnRuntime> {
    const dataDir = await mkdtemp(join(tmpdir(), 'perdure-conformance-'));
    const listeners = apps.map((appId) => `${appId}=0`).join(',');
    const store = await storeOfItsOwn(dataDir);
    const own = { PERDURE_APPS: listeners, ...store.env };
    const whole = { ...own, ...(config && (await configure(dataDir, config))), ...env };
    try {
      return new OwnRuntime(whole, await startRuntime({ dataDir, grpcPort: 0, httpPort: 0 }, whole), store);
    } catch (error) {
      await store.remove();
      await rm(dataDir, { recursive: true, force: true });
      throw error;
    }
  }

  /** One per App ID, in the order of `apps`. */
  get targets(): readonly Target[] {
    return this.#started.apps.map(({ appId, grpcPort }) => ({ address: `127.0.0.1:${grpcPort}`, appId }));
  }

  /** The first App ID. */
  get target(): Target {
    const [first] = this.targets;
    if (first === undefined) throw new Error('the runtime serves no app');
    return first;
  }

  /** Address of the HTTP API of the first App ID. */
  get http(): string {
    return `http://127.0.0.1:${this.#started.at.httpPort}`;
  }

  get child(): Child {
    return this.#started.child;
  }

  /** Ends the process: as an operator would, or with SIGKILL as a power cut. */
  stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    return this.child.stop(signal);
  }

  /** Starts it again on the same folder and ports; a `config` replaces the one it had. */
  async restart({ config }: Pick<OwnOptions, 'config'> = {}): Promise<void> {
    const listeners = this.#started.apps.map(({ appId, grpcPort }) => `${appId}=${grpcPort}`).join(',');
    this.#env = { ...this.#env, PERDURE_APPS: listeners, ...(config && (await configure(this.dataDir, config))) };
    const at: RuntimeAt = this.#started.at;
    this.#started = await startRuntime(at, this.#env);
  }

  /** Ends the process if it still runs, checks what it has stored, and deletes its folder. */
  async remove(): Promise<void> {
    await this.stop('SIGKILL');
    await this.#store.expectSound();
    await this.#store.remove();
    await rm(this.dataDir, { recursive: true, force: true });
  }
}

async function configure(dataDir: string, config: object): Promise<Readonly<Record<string, string>>> {
  const path = join(dataDir, 'perdure.config.json');
  await writeFile(path, JSON.stringify(config));
  return { PERDURE_CONFIG: path };
}
