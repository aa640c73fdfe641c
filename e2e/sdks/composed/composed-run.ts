import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ProjectLanguage as Language } from '@/lib/domain/project';
import { TaskHub } from '@/e2e/conformance/task-hub';
import { Child, ROOT } from '../../fixtures/child';
import { startRuntime, type RuntimeStart } from '../../fixtures/runtime';
import { followRun } from './follow-run';
import { playOf } from '@/lib/testing/composer/execution/play';
import { writeProject, type Composed } from '@/lib/testing/composer/execution/project';
import { toolchains } from './toolchains';

/** How many runs of one worker are followed at one time. */
const AT_ONCE = 8;

/** Generated projects of one language, built, beside a runtime that has an app for each. */
export class ComposedRun {
  readonly #language: Language;
  readonly #root: string;
  readonly #runtime: RuntimeStart;

  private constructor(language: Language, root: string, runtime: RuntimeStart) {
    this.#language = language;
    this.#root = root;
    this.#runtime = runtime;
  }

  static async start(
    language: Language,
    projects: readonly Composed[],
    more: { readonly tests: boolean },
  ): Promise<ComposedRun> {
    mkdirSync(join(ROOT, '.cache'), { recursive: true });
    // Inside of the repository, where Node finds its packages.
    const root = mkdtempSync(join(ROOT, '.cache', `composed-${language}-`));
    await Promise.all(projects.map((project) => writeProject(root, project, language)));
    const appIds = projects.map(({ appId }) => appId);
    await toolchainOf(language).build(root, appIds, more);
    const apps = projects
      .flatMap(({ workers }) => workers)
      .map((appId) => `${appId}=0`)
      .join(',');
    const runtime = await startRuntime(
      { dataDir: join(root, 'data'), grpcPort: 0, httpPort: 0 },
      { PERDURE_APPS: apps },
    );
    return new ComposedRun(language, root, runtime);
  }

  /** Runs the workflows of a project, each by so many plays. Returns what went wrong; nothing when all was legal. */
  async run(composed: Composed, { plays }: { readonly plays: number }): Promise<readonly string[]> {
    const { appId, program } = composed;
    const standIns = join(this.#root, appId, 'stand-ins');
    const workers = await Promise.all(composed.workers.map((app) => this.startWorker(composed, app)));
    const hub = this.hubOf(composed);
    try {
      const started = program.workflows.filter(({ origin }) => origin === 'process').map(({ name }) => name);
      const wrong: string[] = [];
      for (let number = 0; number < plays; number += 1) {
        rmSync(standIns, { recursive: true, force: true });
        mkdirSync(standIns);
        const waiting = [...started];
        const followNext = async (): Promise<void> => {
          const workflow = waiting.shift();
          if (workflow === undefined) return;
          const play = playOf(number, { model: composed.model, program, workflow });
          const instanceId = `${workflow}-${number}`;
          await followRun({ hub, composed, workflow, instanceId, play, standIns }).catch((error: unknown) => {
            wrong.push(`${appId}: ${instanceId}: ${String(error)}`);
          });
          await followNext();
        };
        await Promise.all(Array.from({ length: AT_ONCE }, followNext));
      }
      return wrong;
    } finally {
      hub.close();
      await Promise.all(workers.map((worker) => worker.stop('SIGKILL')));
    }
  }

  /** Starts the worker of one app of a project. */
  async startWorker({ appId: project }: Composed, appId: string): Promise<Child> {
    const launch = toolchainOf(this.#language).launch(this.#root, project);
    const port = this.#portOf(appId);
    const env = { DAPR_GRPC_PORT: String(port), DAPR_GRPC_ENDPOINT: `http://127.0.0.1:${port}`, APP_ID: appId };
    const standIns = { STAND_INS: join(this.#root, project, 'stand-ins') };
    const worker = new Child({ ...launch, env: { ...launch.env, ...env, ...standIns } });
    await worker.line(/(is|worker) ready$/);
    return worker;
  }

  /** A client of the app in which the workflows of a project run; to be closed. */
  hubOf({ workers: [home] }: Composed): TaskHub {
    return new TaskHub(`127.0.0.1:${this.#portOf(home)}`);
  }

  /** Where the runtime keeps its store. */
  get dataDir(): string {
    return this.#runtime.at.dataDir;
  }

  /** Runs the tests that were generated with a project. Returns their output when one fails. */
  ownTests({ appId }: Composed): Promise<string | undefined> {
    return toolchainOf(this.#language).test(this.#root, appId);
  }

  async stop(): Promise<void> {
    await this.#runtime.child.stop();
    rmSync(this.#root, { recursive: true, force: true });
  }

  #portOf(appId: string): number {
    return this.#runtime.apps.find((app) => app.appId === appId)?.grpcPort ?? 0;
  }
}

function toolchainOf(language: Language) {
  const toolchain = toolchains[language];
  if (toolchain === undefined) throw new Error(`generated projects in ${language} are not executed here`);
  return toolchain;
}
