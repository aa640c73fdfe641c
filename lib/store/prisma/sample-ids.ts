import { join, sqltag as sql } from '@prisma/client/runtime/client';
import { selectiveTrigrams, trigramsOf } from '../id-trigrams';
import type { ConsoleDatabase } from './dialect';

type Ends = { readonly first: number | bigint | null; readonly last: number | bigint | null };

/**
 * The trigrams by which the index over ids finds those that hold a text. Undefined when it is better to look through the
 * newest ids: in a small store, and for a text that is short or in many ids, as a sample of them says.
 */
export async function indexedTrigrams(database: ConsoleDatabase, text: string): Promise<readonly string[] | undefined> {
  if (trigramsOf(text).length === 0) return undefined;
  const sample = await sampleIds(database);
  return sample === undefined ? undefined : selectiveTrigrams(text, sample);
}

/** Ids from all over the store, or undefined when there are no more than a page looks through. */
async function sampleIds({ prisma, bounds }: ConsoleDatabase): Promise<readonly string[] | undefined> {
  const [ends] = await prisma.$queryRaw<Ends[]>(
    sql`SELECT (SELECT min("key") FROM instance) AS first, (SELECT max("key") FROM instance) AS last`,
  );
  const [first, last] = [Number(ends?.first ?? 0), Number(ends?.last ?? 0)];
  if (last - first < bounds.walkedIds) return undefined;
  const step = (last - first) / bounds.sampledIds;
  const keys = Array.from({ length: bounds.sampledIds }, (_, place) => Math.floor(first + place * step));
  const rows = await prisma.$queryRaw<{ readonly instanceId: string }[]>(
    sql`SELECT instance_id AS "instanceId" FROM instance WHERE "key" IN (${join(keys)})`,
  );
  return rows.map(({ instanceId }) => instanceId);
}
