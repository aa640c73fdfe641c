import { join, sqltag as sql } from '@prisma/client/runtime/client';
import { selectiveTrigrams, trigramsOf } from '../id-trigrams';
import type { ConsoleDatabase } from './dialect';

type Keys = { readonly first: number; readonly last: number };
type RawKeys = { readonly [end in keyof Keys]: number | bigint | null };

/** A sample is taken again when this share of the keys has come or gone. */
const OUTDATED = 0.02;

/** Ids from all over a store, by which texts that many of them hold are told from rare ones. It is kept for a while. */
export class IdSample {
  #taken: { readonly keys: Keys; readonly ids: readonly string[] } | undefined;

  /** Undefined when there are no more ids than are looked through for any question. */
  async of(database: Pick<ConsoleDatabase, 'prisma' | 'bounds'>): Promise<readonly string[] | undefined> {
    const keys = await readKeys(database);
    const span = keys.last - keys.first;
    if (span < database.bounds.countedRows) return undefined;
    const moved = this.#taken ? distance(this.#taken.keys, keys) : Infinity;
    if (this.#taken === undefined || moved > OUTDATED * span)
      this.#taken = { keys, ids: await readIds(database, keys) };
    return this.#taken.ids;
  }
}

/**
 * The trigrams by which the index over ids finds those that hold a text. Undefined when it is better to look through the
 * newest ids: in a small store, and for a text that is short or in many ids.
 */
export async function indexedTrigrams(database: ConsoleDatabase, text: string): Promise<readonly string[] | undefined> {
  if (trigramsOf(text).length === 0) return undefined;
  const sample = await database.sample.of(database);
  return sample === undefined ? undefined : selectiveTrigrams(text, sample);
}

async function readKeys({ prisma }: Pick<ConsoleDatabase, 'prisma'>): Promise<Keys> {
  const [keys] = await prisma.$queryRaw<RawKeys[]>(
    sql`SELECT (SELECT min("key") FROM instance) AS first, (SELECT max("key") FROM instance) AS last`,
  );
  return { first: Number(keys?.first ?? 0), last: Number(keys?.last ?? 0) };
}

async function readIds(
  { prisma, bounds }: Pick<ConsoleDatabase, 'prisma' | 'bounds'>,
  { first, last }: Keys,
): Promise<readonly string[]> {
  const step = (last - first) / bounds.sampledIds;
  const keys = Array.from({ length: bounds.sampledIds }, (_, place) => Math.floor(first + place * step));
  const rows = await prisma.$queryRaw<{ readonly instanceId: string }[]>(
    sql`SELECT instance_id AS "instanceId" FROM instance WHERE "key" IN (${join(keys)})`,
  );
  return rows.map(({ instanceId }) => instanceId);
}

function distance(one: Keys, other: Keys): number {
  return Math.abs(one.first - other.first) + Math.abs(one.last - other.last);
}
