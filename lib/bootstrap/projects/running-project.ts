import { once } from 'node:events';
import { AppError, fullText } from '@/lib/domain/app-error';
import type { Project } from '@/lib/domain/project';
import { ManagedProcess } from '../supervisor/managed-process';
import { programFile, TYPESCRIPT_FLAGS } from '../supervisor/repository';

/** Lines and characters of a line that are kept. */
const MOST_LINES = 300;
const LONGEST_LINE = 500;

type Environment = Readonly<Record<string, string | undefined>>;

export type ProjectPlan = Pick<Project, 'appId' | 'language' | 'folder' | 'workflow'> & {
  readonly prepare: readonly (readonly string[])[];
  readonly command: readonly string[];
  /** Where its tools are found. */
  readonly path: string;
  /** Gets an address for the worker, as the variables that tell it. Rejects with what is in the way. */
  readonly seat: () => Promise<Environment>;
  /** Starts the first execution and answers its id. */
  readonly begin: () => Promise<string>;
};

/** A project on its way from files to a worker that has an execution to work on. */
export class RunningProject {
  readonly #plan: ProjectPlan;
  readonly #log: string[] = [];
  #standing: Pick<Project, 'phase' | 'trouble' | 'instanceId'> = { phase: 'preparing' };
  #process: ManagedProcess | undefined;

  constructor(plan: ProjectPlan) {
    this.#plan = plan;
  }

  get state(): Project {
    const { appId, language, folder, workflow } = this.#plan;
    return { appId, language, folder, workflow, ...this.#standing, log: [...this.#log] };
  }

  /** Prepares and runs it. Never rejects: what goes wrong is told by the state. */
  async start(): Promise<void> {
    try {
      for (const command of this.#plan.prepare) {
        await this.#prepare(command);
        if (this.#hasEnded()) return;
      }
      const env = await this.#plan.seat();
      if (this.#hasEnded()) return;
      this.#runWorker(env);
      const instanceId = await this.#plan.begin();
      this.#standing = { ...this.#standing, instanceId };
    } catch (error) {
      if (this.#hasEnded()) return;
      await this.#process?.stop();
      this.#fail(error instanceof AppError ? fullText(error) : String(error));
    }
  }

  /** Stops what runs, and all that it has started. */
  async stop(): Promise<void> {
    if (this.#hasEnded()) return;
    this.#standing = { ...this.#standing, phase: 'stopped' };
    await this.#process?.stop();
    this.#say('Stopped.');
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
    this.#process = this.#spawn(command, { onEnd });
    const over = once(ended.signal, 'abort');
    this.#process.start();
    await over;
    if (exitCode === 0) return;
    throw new AppError('precondition', `"${words}" did not succeed.`, { hint: 'The lines above say why.' });
  }

  #runWorker(env: Environment): void {
    const onEnd = (how: string): void => {
      if (!this.#hasEnded()) this.#fail(`The worker ended (${how}); its last lines say why.`);
    };
    this.#process = this.#spawn(this.#plan.command, { env, onEnd });
    this.#process.start();
    this.#standing = { phase: 'running' };
  }

  #spawn(
    command: readonly string[],
    { env, onEnd }: { env?: Environment; onEnd: (how: string, code: number | undefined) => void },
  ): ManagedProcess {
    this.#say(`$ ${command.join(' ')}`);
    const { appId, folder, path } = this.#plan;
    return new ManagedProcess({
      ...{ name: appId, cwd: folder, onUnexpectedEnd: onEnd },
      args: [...TYPESCRIPT_FLAGS, programFile('lib/bootstrap/projects/tied-command'), appId, ...command],
      env: { ...env, PATH: path },
      onLine: (line) => this.#say(line),
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
