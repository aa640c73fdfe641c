import type { QueryResultRow } from 'pg';
import { ask } from './ask';
import type { Link } from './link';
import { fromPostgresError, isConnectionLoss } from './postgres-error';
import { LOAD, READS } from './read-statements';
import type { TextClient } from './text-client';

export type Loaded = Readonly<Record<keyof typeof LOAD, readonly QueryResultRow[]>>;

/** Reads over one connection that is not the writer's: what is under way there is not seen. */
export class Reader {
  readonly #link: Link;
  readonly #store: string;

  constructor(link: Link, store: string) {
    this.#link = link;
    this.#store = store;
  }

  /** The rows that one question gives, of the type that its columns have. */
  async all<Row>(question: keyof typeof READS, ...values: readonly unknown[]): Promise<readonly Row[]> {
    return this.#read(async (client) => {
      const { rows } = await ask(client, { name: question, text: READS[question], values });
      return rows as readonly Row[];
    });
  }

  /** All parts of one instance as they were at one moment; one round trip. */
  async load(appId: string, instanceId: string): Promise<Loaded> {
    return this.#read(async (client) => {
      const begun = ask(client, { name: 'begin', text: 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY' });
      const questions = Object.entries(LOAD).map(([name, text]) =>
        ask(client, { name, text, values: [appId, instanceId] }),
      );
      const ended = ask(client, { name: 'end', text: 'COMMIT' });
      const [, answers] = await allDone([begun, allDone(questions), ended] as const);
      const found = Object.keys(LOAD).map((name, index) => [name, answers[index]?.rows ?? []] as const);
      // Safe: the names are those of LOAD, and there is one answer for each.
      return Object.fromEntries(found) as unknown as Loaded;
    });
  }

  async #read<T>(work: (client: TextClient) => Promise<T>): Promise<T> {
    const client = await this.#link.current();
    try {
      return await work(client);
    } catch (error) {
      if (isConnectionLoss(error)) this.#link.drop(client);
      throw fromPostgresError(error, this.#store);
    }
  }
}

/** Waits for all of them, also after one has failed: what is on the wire must be answered before the next question. */
async function allDone<const Parts extends readonly Promise<unknown>[]>(parts: Parts) {
  await Promise.allSettled(parts);
  return Promise.all(parts);
}
