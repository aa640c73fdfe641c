import { sqltag as sql, type Sql } from '@prisma/client/runtime/client';
import { NO_HASH, rowAt } from '../audit-chain';
import type { AuditDraft } from '../audit-log';
import type { PrismaClient } from '../prisma/generated/postgres/client';
import { runStatements, unlessHitNothing } from './run-atomically';

/** How long a row waits for those of others, in milliseconds. */
const PATIENCE = { maxWait: 10_000, timeout: 10_000 };

/**
 * Adds a row in a transaction of its own. Taking the next place comes first: it is what two writers wait for each other at,
 * so that no two rows follow the same one. `change` is what the row tells of, in the same transaction.
 */
export function appendAudit(
  prisma: PrismaClient,
  draft: AuditDraft,
  change: readonly Sql[] = [],
): Promise<number | undefined> {
  const added = prisma.$transaction(async (tx) => {
    const [place] = await tx.$queryRaw<{ seq: number | bigint; hash: string }[]>(sql`
      INSERT INTO audit_head (id, seq, hash) VALUES (1, 1, ${NO_HASH})
      ON CONFLICT (id) DO UPDATE SET seq = audit_head.seq + 1 RETURNING seq, hash`);
    if (place === undefined) throw new Error('the head of the audit log answers');
    await runStatements(tx, change);
    const row = rowAt(draft, { seq: Number(place.seq), hash: place.hash });
    await tx.auditEntry.create({ data: row });
    await tx.$executeRaw(sql`UPDATE audit_head SET hash = ${row.hash} WHERE id = 1`);
    return row.seq;
  }, PATIENCE);
  return unlessHitNothing(added);
}
