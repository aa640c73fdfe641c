import { join, sqltag as sql, type Sql } from '@prisma/client/runtime/client';
import type { AuditAction, AuditEntry, AuditFilter, AuditOutcome } from '@/lib/domain/audit';
import type { ActorKind, Role } from '@/lib/domain/actor';
import type { AuditHead, AuditPage, AuditPageRequest, AuditRow } from '../audit-log';
import { whereAll } from './filter-sql';
import type { PrismaClient } from './generated/sqlite/client';

const OUTCOME = sql`CASE WHEN d.outcome = 'allowed' THEN coalesce(o.outcome, 'open') ELSE d.outcome END`;

type RawEntry = Omit<AuditRow, 'phase' | 'decided' | 'previous' | 'hash'>;

/** Decisions with what came of them, newest first. */
export async function listAudit(
  prisma: PrismaClient,
  filter: AuditFilter,
  { before, limit }: AuditPageRequest,
): Promise<AuditPage> {
  const conditions = [sql`d.phase = 'decision'`, ...conditionsOf(filter)];
  if (before !== undefined) conditions.push(sql`d.seq < ${before}`);
  const rows = await prisma.$queryRaw<RawEntry[]>(sql`
    SELECT d.seq, d.at, d.action, d.actor_kind AS "actorKind", d.actor, d.role, d.address, d.app_id AS "appId",
      d.instance_id AS "instanceId", d.subject, d.reason, d.detail, ${OUTCOME} AS outcome,
      coalesce(o.error, d.error) AS error, o.took_ms AS "tookMs"
    FROM audit_entry d LEFT JOIN audit_entry o ON o.decided = d.seq
    ${whereAll(conditions)} ORDER BY d.seq DESC LIMIT ${limit + 1}`);
  const entries = rows.slice(0, limit).map(toEntry);
  return rows.length > limit ? { entries, next: entries.at(-1)?.seq } : { entries };
}

function conditionsOf({ actors, actions, outcomes, appId, instanceId, from, before }: AuditFilter): Sql[] {
  const oneOf = (column: Sql, values: readonly string[]): Sql[] =>
    values.length === 0 ? [] : [sql`${column} IN (${join([...values])})`];
  return [
    ...oneOf(sql`d.actor`, actors),
    ...oneOf(sql`d.action`, actions),
    ...oneOf(OUTCOME, outcomes),
    ...(appId === undefined ? [] : [sql`d.app_id = ${appId}`]),
    ...(instanceId === undefined ? [] : [sql`d.instance_id = ${instanceId}`]),
    ...(from === undefined ? [] : [sql`d.at >= ${from}`]),
    ...(before === undefined ? [] : [sql`d.at < ${before}`]),
  ];
}

/** Safe casts: only this version's words are written, and a newer one's store is not opened. */
function toEntry(row: RawEntry): AuditEntry {
  return {
    ...{ seq: Number(row.seq), at: row.at, action: row.action as AuditAction, outcome: row.outcome as AuditOutcome },
    actor: { kind: row.actorKind as ActorKind, name: row.actor, role: row.role as Role },
    ...{ appId: row.appId ?? undefined, instanceId: row.instanceId ?? undefined, subject: row.subject ?? undefined },
    ...{ address: row.address ?? undefined, reason: row.reason ?? undefined, detail: row.detail ?? undefined },
    ...{ error: row.error ?? undefined, tookMs: row.tookMs ?? undefined },
  };
}

/** Rows after a place, in their order. */
export async function readAuditRows(prisma: PrismaClient, after: number, limit: number): Promise<readonly AuditRow[]> {
  const rows = await prisma.auditEntry.findMany({
    where: { seq: { gt: after } },
    orderBy: { seq: 'asc' },
    take: limit,
  });
  return rows.map((row) => ({
    ...row,
    seq: Number(row.seq),
    decided: row.decided === null ? null : Number(row.decided),
  }));
}

/** What stands apart from the log about its newest row. */
export async function auditHead(prisma: PrismaClient): Promise<AuditHead | undefined> {
  const row = await prisma.auditHead.findUnique({ where: { id: 1 } });
  return row === null ? undefined : { seq: Number(row.seq), hash: row.hash };
}
