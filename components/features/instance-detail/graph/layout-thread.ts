import type { Shape } from '@/lib/graph/layout-graph';
import type { Direction, Layout } from '@/lib/graph/place-boxes';

export type LayoutQuestion = {
  readonly shape: Shape;
  readonly direction: Direction;
  readonly earlier: Layout | undefined;
};

/** The part of a Worker that is needed; it answers each question with a layout. */
export type Thread = Pick<Worker, 'postMessage' | 'terminate'> & {
  onmessage: ((event: MessageEvent<Layout>) => void) | null;
};

/** A thread for layouts; `undefined` where there are no threads. */
export function startThread(): Thread | undefined {
  if (typeof Worker === 'undefined') return undefined;
  return new Worker(new URL('./layout-worker.ts', import.meta.url), { type: 'module' });
}

type Job = { readonly question: LayoutQuestion; readonly done: (layout: Layout) => void };

/** Lays graphs out on a thread, one at a time: of what is asked meanwhile only the newest is laid out. */
export class LayoutThread {
  readonly #thread: Thread;
  #running: Job | undefined;
  #next: Job | undefined;

  constructor(thread: Thread) {
    this.#thread = thread;
    thread.onmessage = ({ data }) => {
      const { done } = this.#running ?? {};
      this.#begin();
      done?.(data);
    };
  }

  layOut(question: LayoutQuestion, done: (layout: Layout) => void): void {
    this.#next = { question, done };
    if (this.#running === undefined) this.#begin();
  }

  stop(): void {
    this.#thread.terminate();
  }

  #begin(): void {
    this.#running = this.#next;
    this.#next = undefined;
    if (this.#running !== undefined) this.#thread.postMessage(this.#running.question);
  }
}
