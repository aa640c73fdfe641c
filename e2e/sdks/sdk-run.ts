import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type History, readHistory } from '@/e2e/conformance/history';
import { statusName } from '@/e2e/conformance/status';
import { TaskHub } from '@/e2e/conformance/task-hub';
import { Child } from '../fixtures/child';
import { expectSoundStoreIn } from '../fixtures/sound-store';
import { startRuntime, type AppAt, type RuntimeAt, type RuntimeStart } from '../fixtures/runtime';
import { launchOf, type Launch } from './languages';

const ALREADY_EXISTS = 6;
const PATIENCE = { deadlineMs: 60_000 };

/** What the wire tells about an instance. */
export type Seen = {
  readonly status: string;
  readonly input: unknown;
  readonly output: unknown;
  readonly customStatus: string | undefined;
  readonly failure: string | undefined;
  readonly parentInstanceId: string | undefined;
  readonly parentAppId: string | undefined;
};

/** A runtime and one worker that is built on a real SDK, driven through the wire as a client of any language would. */
export class SdkRun {
  /** Seconds from the start of the worker's process to its line `worker ready`. */
  readonly readySeconds: number;
  readonly #launch: Launch;
  readonly #beside = new Map<string, Child>();
  #worker: Child;
  #runtime: RuntimeStart;
  #hub: TaskHub;

  private constructor(launch: Launch, parts: { runtime: RuntimeStart; worker: Child; readySeconds: number }) {
    this.#launch = launch;
    this.#runtime = parts.runtime;
    this.#worker = parts.worker;
    this.readySeconds = parts.readySeconds;
    this.#hub = new TaskHub(`127.0.0.1:${parts.runtime.at.grpcPort}`);
  }

  /**
   * Starts both and waits until the worker says that it is ready; rejects with its output when it ends instead. The
   * worker serves the first of the apps, and the clients talk to that one. `config` is the configuration file.
   */
  static async start(
    language: string,
    { launch = launchOf(language), appIds = ['default'], config = {} } = {},
  ): Promise<SdkRun> {
    const apps = appIds.map((appId) => ({ appId, grpcPort: 0 }));
    const dataDir = mkdtempSync(join(tmpdir(), `perdure-${language}-`));
    mkdirSync(flakyDir(dataDir));
    writeFileSync(configIn(dataDir), JSON.stringify(config));
    const runtime = await startApps({ dataDir, grpcPort: 0, httpPort: 0 }, apps);
    try {
      const began = performance.now();
      const worker = await startWorker(launch, runtime.at.grpcPort, dataDir);
      return new SdkRun(launch, { runtime, worker, readySeconds: (performance.now() - began) / 1000 });
    } catch (error) {
      await runtime.child.stop('SIGKILL');
      throw error;
    }
  }

  get workerIsAlive(): boolean {
    return this.#worker.process.exitCode === null && this.#worker.process.signalCode === null;
  }

  /** Where the runtime keeps its store. */
  get dataDir(): string {
    return this.#runtime.at.dataDir;
  }

  get workerOutput(): string {
    return this.#worker.output;
  }

  /** Starts an instance and waits until it runs; one that is there already stays as it is. */
  async begin(workflow: string, input: unknown, instanceId: string): Promise<void> {
    const request = {
      instanceId,
      name: workflow,
      input: JSON.stringify(input),
      tags: {},
      enforceUniqueInstanceId: true,
    };
    try {
      await this.#hub.call('startInstance', request, PATIENCE);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === ALREADY_EXISTS)) throw error;
    }
  }

  async see(instanceId: string): Promise<Seen> {
    return seen(await this.#hub.call('getInstance', { instanceId, getInputsAndOutputs: true }));
  }

  /** What the listener of another app tells about an instance. */
  async seeIn(appId: string, instanceId: string): Promise<Seen> {
    const hub = new TaskHub(`127.0.0.1:${this.#portOf(appId)}`);
    try {
      return seen(await hub.call('getInstance', { instanceId, getInputsAndOutputs: true }));
    } finally {
      hub.close();
    }
  }

  /** Starts a worker of another app. */
  async addWorker(appId: string, language: string): Promise<void> {
    const { dataDir } = this.#runtime.at;
    this.#beside.set(appId, await startWorker(launchOf(language), this.#portOf(appId), dataDir));
  }

  /** kill -9 of the worker of another app. */
  async killWorkerOf(appId: string): Promise<void> {
    await this.#beside.get(appId)?.stop('SIGKILL');
  }

  /** Asks for the state until it is as wanted. */
  async until(instanceId: string, isReached: (state: Seen) => boolean | Promise<boolean>): Promise<Seen> {
    for (;;) {
      const state = await this.see(instanceId);
      if (await isReached(state)) return state;
    }
  }

  async completion(instanceId: string): Promise<Seen> {
    const request = { instanceId, getInputsAndOutputs: true };
    return seen(await this.#hub.call('waitForInstanceCompletion', request, PATIENCE));
  }

  history(instanceId: string): Promise<History> {
    return readHistory(this.#hub, instanceId);
  }

  async raise(instanceId: string, name: string, payload?: unknown): Promise<void> {
    const input = payload === undefined ? undefined : JSON.stringify(payload);
    await this.#hub.call('raiseEvent', { instanceId, name, input });
  }

  async suspend(instanceId: string): Promise<void> {
    await this.#hub.call('suspendInstance', { instanceId }, PATIENCE);
  }

  async resume(instanceId: string): Promise<void> {
    await this.#hub.call('resumeInstance', { instanceId }, PATIENCE);
  }

  async terminate(instanceId: string, output: unknown): Promise<void> {
    const request = { instanceId, output: JSON.stringify(output), recursive: false };
    await this.#hub.call('terminateInstance', request, PATIENCE);
  }

  /** kill -9 and a new start on the same store and ports, while the worker lives on. */
  async killRuntime(): Promise<void> {
    await this.#runtime.child.stop('SIGKILL');
    this.#hub.close();
    this.#runtime = await startApps(this.#runtime.at, this.#runtime.apps);
    this.#hub = new TaskHub(`127.0.0.1:${this.#runtime.at.grpcPort}`);
  }

  /** kill -9 and a new start of the worker, while the runtime lives on; `env` is what the new one is told besides. */
  async killWorker(env: Readonly<Record<string, string>> = {}): Promise<void> {
    await this.#worker.stop('SIGKILL');
    const { grpcPort, dataDir } = this.#runtime.at;
    this.#worker = await startWorker({ ...this.#launch, env }, grpcPort, dataDir);
  }

  /** Repeats an ended instance from one of its events on, as a new instance. */
  async rerun(sourceInstanceID: string, eventID: number, newInstanceID: string): Promise<void> {
    await this.#hub.call('rerunWorkflowFromEvent', { sourceInstanceID, eventID, newInstanceID, overwriteInput: false });
  }

  /** Ends the worker as an operator would. Returns its exit code, null when a signal ended it. */
  async stopWorker(): Promise<number | null> {
    await this.#worker.stop('SIGTERM');
    return this.#worker.exited;
  }

  async stop(): Promise<void> {
    this.#hub.close();
    await Promise.all([this.#worker, ...this.#beside.values()].map((worker) => worker.stop('SIGKILL')));
    await this.#runtime.child.stop('SIGTERM');
    await expectSoundStoreIn(this.#runtime.at.dataDir);
    rmSync(this.#runtime.at.dataDir, { recursive: true, force: true });
  }

  #portOf(appId: string): number {
    const app = this.#runtime.apps.find((one) => one.appId === appId);
    if (app === undefined) throw new Error(`the runtime serves no app "${appId}"`);
    return app.grpcPort;
  }
}

const configIn = (dataDir: string): string => join(dataDir, 'perdure.config.json');
const flakyDir = (dataDir: string): string => join(dataDir, 'flaky');

function startApps(at: RuntimeAt, apps: readonly AppAt[]): Promise<RuntimeStart> {
  const listed = apps.map(({ appId, grpcPort }) => `${appId}=${grpcPort}`).join(',');
  return startRuntime(at, { PERDURE_APPS: listed, PERDURE_CONFIG: configIn(at.dataDir) });
}

async function startWorker(launch: Launch, grpcPort: number, dataDir: string): Promise<Child> {
  const env = {
    ...launch.env,
    DAPR_GRPC_PORT: String(grpcPort),
    DAPR_GRPC_ENDPOINT: `http://127.0.0.1:${grpcPort}`,
    FLAKY_DIR: flakyDir(dataDir),
  };
  const worker = new Child({ ...launch, env });
  await worker.line(/worker ready/);
  return worker;
}

type Answer = Awaited<ReturnType<typeof TaskHub.prototype.call<'getInstance'>>>;

function seen({ workflowState: state }: Answer): Seen {
  if (state === undefined) throw new Error('there is no such instance');
  return {
    status: statusName(state.workflowStatus),
    input: parsed(state.input),
    output: parsed(state.output),
    customStatus: state.customStatus,
    failure: state.failureDetails?.errorMessage,
    parentInstanceId: state.parentInstanceId,
    parentAppId: state.parentAppId,
  };
}

function parsed(json: string | undefined): unknown {
  return json === undefined || json === '' ? undefined : JSON.parse(json);
}
