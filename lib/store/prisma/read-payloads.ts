import { join, sqltag as sql, type Sql } from '@prisma/client/runtime/client';
import { LARGEST_READ_PAYLOAD } from '@/lib/domain/declared-path';
import type { InstanceRef } from '@/lib/domain/instance';
import { PAYLOAD_PARTS, type PayloadPart } from '@/lib/domain/payload-path';
import type { SmallPayloads } from '../console-store';
import type { PrismaClient } from './generated/sqlite/client';

const COLUMNS: Readonly<Record<PayloadPart, Sql>> = {
  input: sql`p.input`,
  output: sql`p.output`,
  customStatus: sql`p.custom_status`,
};

type Raw = { readonly appId: string; readonly instanceId: string } & Readonly<
  Record<PayloadPart, string | null> & Record<`${PayloadPart}Length`, number | bigint | null>
>;

/** Payloads of some instances, as far as they are small: a list must not read megabytes for a column. */
export async function readPayloads(
  prisma: PrismaClient,
  refs: readonly InstanceRef[],
): Promise<readonly SmallPayloads[]> {
  if (refs.length === 0) return [];
  const wanted = join(refs.map(({ appId, instanceId }) => sql`(${appId}, ${instanceId})`));
  const parts = PAYLOAD_PARTS.flatMap((part) => [
    sql`CASE WHEN length(${COLUMNS[part]}) <= ${LARGEST_READ_PAYLOAD} THEN ${COLUMNS[part]} END AS ${NAMES[part]}`,
    sql`length(${COLUMNS[part]}) AS ${LENGTH_NAMES[part]}`,
  ]);
  const rows = await prisma.$queryRaw<Raw[]>(sql`
    SELECT i.app_id AS "appId", i.instance_id AS "instanceId", ${join(parts)}
    FROM instance AS i JOIN instance_payload AS p ON p.instance_key = i."key"
    WHERE (i.app_id, i.instance_id) IN (VALUES ${wanted})`);
  return rows.map((row) => ({
    ...{ appId: row.appId, instanceId: row.instanceId },
    ...Object.fromEntries(PAYLOAD_PARTS.map((part) => [part, row[part] ?? undefined])),
    tooLarge: PAYLOAD_PARTS.filter((part) => Number(row[`${part}Length`] ?? 0) > LARGEST_READ_PAYLOAD),
  }));
}

const NAMES: Readonly<Record<PayloadPart, Sql>> = {
  input: sql`input`,
  output: sql`output`,
  customStatus: sql`"customStatus"`,
};
const LENGTH_NAMES: Readonly<Record<PayloadPart, Sql>> = {
  input: sql`"inputLength"`,
  output: sql`"outputLength"`,
  customStatus: sql`"customStatusLength"`,
};
