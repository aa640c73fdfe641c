import { randomUUID } from 'node:crypto';
import { join, resolve } from 'node:path';
import { AppError } from '@/lib/domain/app-error';
import type { Project, ProjectHost, Projects, ProjectWish } from '@/lib/domain/project';
import { appEnvironment } from '../run/app-environment';
import type { AppPlan } from '../run/app-plan';
import { planFromRunFile } from '../run/run-file/plan-from-run-file';
import type { SeatWish } from '../seat';
import type { Settings } from '../settings';
import type { AppSeat } from '../supervisor/start-perdure';
import type { PlannedProject } from './plan-project';
import { RunningProject, type ProjectPlan } from './running-project';
import { missingTool, missingTools, TOOLCHAINS, toolPath } from './toolchains';
import { whyNoProjects } from './why-no-projects';
import { writeProject } from './write-project';

const START_PATIENCE_MS = 20_000;
const RUN_FILE = 'dapr.yaml';

type Surroundings = {
  readonly settings: Settings;
  readonly seat: (wish: SeatWish) => Promise<AppSeat>;
};

/** Runs projects beside the runtime of this process; they end with it. */
export class LocalProjects implements ProjectHost {
  readonly #settings: Settings;
  readonly #seat: Surroundings['seat'];
  readonly #path = toolPath(process.env['PATH']);
  readonly #projects = new Map<string, RunningProject>();
  /** One is begun after the other. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor({ settings, seat }: Surroundings) {
    this.#settings = settings;
    this.#seat = seat;
  }

  async list(): Promise<Projects> {
    const projects = [...this.#projects.values()].map(({ state }) => state);
    return { unavailable: whyNoProjects(this.#settings), missing: missingTools(this.#path), projects };
  }

  async run(wish: ProjectWish): Promise<Project> {
    const unavailable = whyNoProjects(this.#settings);
    if (unavailable !== undefined) throw new AppError('precondition', unavailable);
    const missing = missingTool(wish.language, this.#path);
    if (missing !== undefined) throw new AppError('precondition', missing);
    // The composer is large, and most never run a project.
    const { planProject } = await import('./plan-project');
    const planned = await planProject(wish);
    for (const { appId } of appsIn(planned, '')) this.#refuseDeclared(appId);
    const begun = this.#turn.then(() => this.#replace(planned, wish));
    this.#turn = begun.catch(() => undefined);
    return begun;
  }

  async stop(appId: string): Promise<Project> {
    const project = this.#projects.get(appId);
    if (project === undefined) throw new AppError('not_found', `No project of the App ID "${appId}" runs here.`);
    await project.stop();
    return project.state;
  }

  async close(): Promise<void> {
    await Promise.all([...this.#projects.values()].map((project) => project.stop()));
  }

  /** Two different workers of one App ID get each other's work. */
  #refuseDeclared(appId: string): void {
    if (!this.#settings.apps.some((app) => app.appId === appId)) return;
    throw new AppError('conflict', `App ID "${appId}" belongs to an app of this Perdure's settings.`, {
      hint: 'Give the project another App ID.',
    });
  }

  /** Also of an earlier project by another name. */
  async #stopWorkersOf(appIds: readonly string[]): Promise<void> {
    const before = [...this.#projects.values()].filter(({ state }) => state.workers.some((id) => appIds.includes(id)));
    await Promise.all(before.map((project) => project.stop()));
  }

  async #replace(planned: PlannedProject, wish: ProjectWish): Promise<Project> {
    const { name, appId, workflow, files } = planned;
    const folder = resolve(this.#settings.dataDir, 'projects', `${name}-${wish.language}`);
    const apps = appsIn(planned, folder);
    await this.#stopWorkersOf(apps.map((app) => app.appId));
    writeProject(files, folder);
    const seats = new Map<string, AppSeat>();
    const project = new RunningProject({
      ...{ appId, language: wish.language, folder, workflow, path: this.#path },
      prepare: TOOLCHAINS[wish.language].prepare,
      workers: apps.map((app) => ({
        ...{ appId: app.appId, command: app.command },
        seat: async () => {
          const seat = await this.#seat({ appId: app.appId, grpcPort: 0, httpPort: 0 });
          seats.set(app.appId, seat);
          return appEnvironment(app, seat);
        },
      })),
      begin: () =>
        begin(`${appId}-${randomUUID().slice(0, 8)}`, {
          ...{ seat: seats.get(appId), workflow, input: wish.input ?? planned.exampleInput },
        }),
    } satisfies ProjectPlan);
    this.#projects.set(appId, project);
    void project.start();
    return project.state;
  }
}

/** The workers as the project's own run file tells them. */
function appsIn({ files, name }: PlannedProject, folder: string): readonly AppPlan[] {
  const text = files.find(({ path }) => path === RUN_FILE)?.text ?? '';
  const { apps } = planFromRunFile({ file: RUN_FILE, path: join(folder, RUN_FILE), text });
  if (apps.length === 0) throw new AppError('internal', `The project ${name} names no worker.`);
  return apps;
}

type Begin = { readonly seat: AppSeat | undefined; readonly workflow: string; readonly input: string };

/** Starts an execution as a client of the app would; it is pending until the worker has connected. */
async function begin(id: string, { seat, workflow, input }: Begin): Promise<string> {
  const url = `http://127.0.0.1:${seat?.httpPort}/v1.0/workflows/dapr/${workflow}/start?instanceID=${id}`;
  const response = await fetch(url, {
    ...{ method: 'POST', body: input, signal: AbortSignal.timeout(START_PATIENCE_MS) },
    headers: { 'content-type': 'application/json' },
  });
  if (response.ok) return id;
  throw new AppError('unavailable', `${workflow} was not started: ${await response.text()}`);
}
