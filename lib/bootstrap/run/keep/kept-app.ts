import { startApp, type AppEnd, type AppProcess } from '../app-process';
import type { SeatedApp } from '../seated-apps';
import { createBackOff } from './back-off';

/** An app that is started again when it crashes, and when it is told to. */
export class KeptApp {
  readonly #app: SeatedApp;
  readonly #say: (line: string) => void;
  readonly #waitAfter = createBackOff();
  #process: AppProcess | undefined;
  #again: NodeJS.Timeout | undefined;
  #stopped = false;
  /** One start or stop at a time. */
  #turn: Promise<void> = Promise.resolve();

  constructor(app: SeatedApp, say: (line: string) => void) {
    this.#app = app;
    this.#say = say;
  }

  /** Starts it for the first time. Rejects when it cannot start. */
  async start(): Promise<void> {
    const { plan, env, output } = this.#app;
    if (this.#stopped) return;
    const startedAt = performance.now();
    const app = await startApp(plan, env, output);
    this.#process = app;
    void app.ended.then((end) => {
      if (this.#process === app) this.#onEnd(end, performance.now() - startedAt);
    });
  }

  /** Ends it and starts it anew. */
  restart(why: string): Promise<void> {
    clearTimeout(this.#again);
    this.#turn = this.#turn.then(async () => {
      if (this.#stopped) return;
      this.#say(`${why}; starting "${this.#app.plan.appId}" again.`);
      await this.#end();
      await this.start().catch((error: unknown) => this.#say(error instanceof Error ? error.message : String(error)));
    });
    return this.#turn;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#again);
    await this.#turn;
    await this.#end();
    this.#app.output.close();
  }

  async #end(): Promise<void> {
    const app = this.#process;
    this.#process = undefined;
    await app?.stop();
  }

  #onEnd({ code, how }: AppEnd, ranForMs: number): void {
    const { appId } = this.#app.plan;
    if (this.#stopped) return;
    if (code === 0) {
      this.#say(`App "${appId}" has ended; it is started again when a file of it changes.`);
      return;
    }
    const ms = this.#waitAfter(ranForMs);
    this.#say(`App "${appId}" ended with ${how}; it is started again in ${ms / 1000} s, or when a file of it changes.`);
    this.#again = setTimeout(() => void this.restart(`App "${appId}" had ended`), ms);
  }
}
