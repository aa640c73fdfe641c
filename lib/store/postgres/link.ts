import { setTimeout as wait } from 'node:timers/promises';
import { AppError } from '@/lib/domain/app-error';
import type { TextClient } from './text-client';

const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 5_000;

/**
 * A connection that is made again when it is lost.
 *
 * 1. After a loss it is tried again at once, then after growing pauses, until it stands or the link is closed.
 * 2. A refusal that waiting cannot mend (any AppError but `unavailable`) ends the link: every later use is refused with it.
 */
export class Link {
  readonly #open: () => Promise<TextClient>;
  readonly #closing = new AbortController();
  readonly #store: string;
  #client: TextClient | undefined;
  #attempt: Promise<TextClient> | undefined;
  #up: PromiseWithResolvers<TextClient> | undefined;
  #refusal: unknown;
  #ended = false;

  /** `open` makes one connection, ready for use; `store` is its name in messages. */
  constructor(store: string, open: () => Promise<TextClient>) {
    this.#store = store;
    this.#open = open;
  }

  /** The connection, when need be after the attempt that is under way; rejects with why there is none now. */
  async current(): Promise<TextClient> {
    this.#refuseIfEnded();
    if (this.#client !== undefined) return this.#client;
    if (this.#attempt !== undefined) return this.#attempt;
    if (this.#up !== undefined) throw this.#refusal;
    return this.#try();
  }

  /** The connection, however long it takes; rejects when the link ends first. */
  async up(): Promise<TextClient> {
    this.#refuseIfEnded();
    if (this.#client !== undefined) return this.#client;
    return this.#waitUntilUp();
  }

  /** Takes a connection that failed for lost, though its end has not been heard of. */
  drop(client: TextClient): void {
    void client.end().catch(() => undefined);
    this.#lose(client);
  }

  /** Refuses further use and stops waiting for a connection; who uses the one there is may finish. */
  refuse(): void {
    if (!this.#ended) this.#end(new AppError('unavailable', `The store ${this.#store} is closed.`));
  }

  async close(): Promise<void> {
    this.refuse();
    const client = this.#client;
    this.#client = undefined;
    await client?.end();
  }

  #try(): Promise<TextClient> {
    const attempt = this.#open()
      .then((client) => this.#adopt(client))
      .catch((error: unknown) => {
        this.#refusal = error;
        if (error instanceof AppError && error.code !== 'unavailable') this.#end(error);
        throw error;
      })
      .finally(() => (this.#attempt = undefined));
    this.#attempt = attempt;
    return attempt;
  }

  #adopt(client: TextClient): TextClient {
    if (this.#ended) {
      void client.end().catch(() => undefined);
      throw this.#refusal;
    }
    client.once('error', () => this.#lose(client));
    client.once('end', () => this.#lose(client));
    this.#client = client;
    this.#up?.resolve(client);
    this.#up = undefined;
    return client;
  }

  #lose(client: TextClient): void {
    if (this.#client !== client) return;
    this.#client = undefined;
    if (!this.#ended) this.#waitUntilUp().catch(() => undefined);
  }

  #waitUntilUp(): Promise<TextClient> {
    if (this.#up === undefined) {
      this.#up = Promise.withResolvers<TextClient>();
      this.#up.promise.catch(() => undefined);
      void this.#tryUntilUp();
    }
    return this.#up.promise;
  }

  async #tryUntilUp(): Promise<void> {
    for (let pause = FIRST_PAUSE_MS; !this.#ended; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      const stands = await (this.#attempt ?? this.#try()).then(
        () => true,
        () => false,
      );
      if (stands) return;
      await wait(pause, undefined, { signal: this.#closing.signal, ref: false }).catch(() => undefined);
    }
  }

  #end(refusal: unknown): void {
    this.#ended = true;
    this.#refusal = refusal;
    this.#closing.abort();
    this.#up?.reject(refusal);
    this.#up = undefined;
  }

  #refuseIfEnded(): void {
    if (this.#ended) throw this.#refusal;
  }
}
