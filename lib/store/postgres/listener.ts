import { setTimeout as wait } from 'node:timers/promises';
import type { ChangeSignal } from '../prisma/dialect';
import { connect, type PostgresPlace } from './connect';
import { Link } from './link';
import { CHANGES } from './write-plan';

/** Nobody waits longer than this many milliseconds for a message that may have been lost. */
const LONGEST_WAIT_MS = 2_000;

/**
 * Wakes readers when a commit says so: `NOTIFY` in its transaction, `LISTEN` on one connection for the whole process,
 * opened by the first who waits. While there is no connection, readers are woken after a pause.
 */
class Listener implements ChangeSignal {
  readonly #link: Link;
  readonly #wakers = new Set<() => void>();
  readonly #longestWaitMs: number;
  #isClosed = false;
  #newest = 0;
  #connections = 0;

  constructor(link: Link, longestWaitMs: number) {
    this.#link = link;
    this.#longestWaitMs = longestWaitMs;
  }

  async wait(revision: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    const connections = this.#connections;
    await this.#link.current().catch(() => undefined);
    if (this.#isClosed || this.#newest > revision || this.#connections !== connections) return;
    const woken = Promise.withResolvers<void>();
    this.#wakers.add(woken.resolve);
    const over = new AbortController();
    const ending = AbortSignal.any([signal, over.signal]);
    const atLatest = wait(this.#longestWaitMs, undefined, { signal: ending }).catch(() => undefined);
    await Promise.race([woken.promise, atLatest]);
    this.#wakers.delete(woken.resolve);
    over.abort();
  }

  close(): Promise<void> {
    this.#isClosed = true;
    this.#wake();
    return this.#link.close();
  }

  /** A commit has told its newest revision. */
  told(revision: number): void {
    this.#newest = revision;
    this.#wake();
  }

  /** A new connection listens: what was told before may have been missed. */
  connected(): void {
    this.#connections += 1;
    this.told(0);
  }

  #wake(): void {
    for (const waker of this.#wakers) waker();
  }
}

/** A listener on a database; nothing is opened before somebody waits. */
export function createListener(place: PostgresPlace, longestWaitMs: number = LONGEST_WAIT_MS): Listener {
  const link = new Link(place.name, async () => {
    const client = await connect(place, { applicationName: 'perdure console listener', pipeline: false });
    client.on('notification', ({ payload }) => listener.told(Number(payload)));
    await client.query(`LISTEN ${CHANGES}`);
    listener.connected();
    return client;
  });
  const listener = new Listener(link, longestWaitMs);
  return listener;
}
