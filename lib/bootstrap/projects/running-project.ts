import { once } from 'node:events';
import { AppError, fullText } from '@/lib/domain/app-error';
import type { Project } from '@/lib/domain/project';
import { ManagedProcess } from '../supervisor/managed-process';
import { programFile, TYPESCRIPT_FLAGS } from '../supervisor/repository';

/** Lines and characters of a line that are kept. */
const MOST_LINES = 300;
const LONGEST_LINE = 500;

type Environment = Readonly<Record<string, string | undefined>>;

type WorkerPlan = {
  readonly appId: string;
  readonly command: readonly string[];
  /** Gets an address for the worker, as the variables that tell it. Rejects with what is in the way. */
  readonly seat: () => Promise<Environment>;
};

export type ProjectPlan = Pick<Project, 'appId' | 'language' | 'folder' | 'workflow'> & {
  readonly prepare: readonly (readonly string[])[];
  readonly workers: readonly WorkerPlan[];
  /** Where its tools are found. */
  readonly path: string;
  /** Starts the first execution and answers its id. */
  readonly begin: () => Promise<string>;
};

type Spawning = {
  readonly name: string;
  readonly env?: Environment;
  readonly onEnd: (how: string, code: number | undefined) => void;
};

/** A project on its way from files to workers that have an execution to work on. */
export class RunningProject {
  readonly #plan: ProjectPlan;
  readonly #log: string[] = [];
  #standing: Pick<Project, 'phase' | 'trouble' | 'instanceId'> = { phase: 'preparing' };
  /** What runs for it: one preparation, or its workers. */
  #processes: readonly ManagedProcess[] = [];

  constructor(plan: ProjectPlan) {
    this.#plan = plan;
  }

  get state(): Project {
    const { appId, language, folder, workflow } = this.#plan;
    const workers = this.#plan.workers.map((worker) => worker.appId);
    return { appId, workers, language, folder, workflow, ...this.#standing, log: [...this.#log] };
  }

  /** Prepares and runs it. Never rejects: what goes wrong is told by the state. */
  async start(): Promise<void> {
    try {
      for (const command of this.#plan.prepare) {
        await this.#prepare(command);
        if (this.#hasEnded()) return;
      }
      const seated = await Promise.all(
        this.#plan.workers.map(async (worker) => ({ ...worker, env: await worker.seat() })),
      );
      if (this.#hasEnded()) return;
      this.#runWorkers(seated);
      const instanceId = await this.#plan.begin();
      this.#standing = { ...this.#standing, instanceId };
    } catch (error) {
      if (this.#hasEnded()) return;
      await this.#stopProcesses();
      this.#fail(error instanceof AppError ? fullText(error) : String(error));
    }
  }

  /** Stops what runs, and all that it has started. */
  async stop(): Promise<void> {
    const isFirst = !this.#hasEnded();
    if (isFirst) this.#standing = { ...this.#standing, phase: 'stopped' };
    await this.#stopProcesses();
    if (isFirst) this.#say('Stopped.');
  }

  async #stopProcesses(): Promise<void> {
    await Promise.all(this.#processes.map((each) => each.stop()));
  }

  #hasEnded(): boolean {
    return this.#standing.phase === 'stopped' || this.#standing.phase === 'failed';
  }

  async #prepare(command: readonly string[]): Promise<void> {
    const words = command.join(' ');
    const ended = new AbortController();
    let exitCode: number | undefined;
    const onEnd = (_: string, code: number | undefined): void => {
      exitCode = code;
      ended.abort();
    };
    const preparation = this.#spawn(command, { name: this.#plan.appId, onEnd });
    this.#processes = [preparation];
    const over = once(ended.signal, 'abort');
    preparation.start();
    await over;
    if (exitCode === 0) return;
    throw new AppError('precondition', `"${words}" did not succeed.`, { hint: 'The lines above say why.' });
  }

  #runWorkers(workers: readonly (WorkerPlan & { readonly env: Environment })[]): void {
    this.#processes = workers.map(({ appId, command, env }) => {
      const onEnd = (how: string): void => void this.#endAfter(appId, how);
      return this.#spawn(command, { name: appId, env, onEnd });
    });
    for (const each of this.#processes) each.start();
    this.#standing = { phase: 'running' };
  }

  /** A project without one of its workers would wait for ever: the others end too. */
  async #endAfter(appId: string, how: string): Promise<void> {
    if (this.#hasEnded()) return;
    const which = this.#isOne() ? 'The worker' : `The worker of ${appId}`;
    this.#fail(`${which} ended (${how}); its last lines say why.`);
    await this.#stopProcesses();
  }

  #isOne(): boolean {
    return this.#plan.workers.length === 1;
  }

  #spawn(command: readonly string[], { name, env, onEnd }: Spawning): ManagedProcess {
    const before = this.#isOne() || env === undefined ? '' : `${name}: `;
    this.#say(`${before}$ ${command.join(' ')}`);
    const { folder, path } = this.#plan;
    return new ManagedProcess({
      ...{ name, cwd: folder, onUnexpectedEnd: onEnd },
      args: [...TYPESCRIPT_FLAGS, programFile('lib/bootstrap/projects/tied-command'), name, ...command],
      env: { ...env, PATH: path },
      onLine: (line) => this.#say(`${before}${line}`),
    });
  }

  #fail(trouble: string): void {
    this.#standing = { ...this.#standing, phase: 'failed', trouble };
  }

  #say(line: string): void {
    this.#log.push(line.slice(0, LONGEST_LINE));
    if (this.#log.length > MOST_LINES) this.#log.shift();
  }
}
