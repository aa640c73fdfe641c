import { sqltag as sql, type Sql } from '@prisma/client/runtime/client';
import type { Grant, Role } from '@/lib/domain/actor';
import type { Instant } from '@/lib/domain/instant';
import type { ApiToken, NewToken, Session, SessionsOf, SignInMethod } from '../access-store';
import type { PrismaClient } from './generated/sqlite/client';

type Tokens = Pick<PrismaClient, 'apiToken'>;
type Sessions = Pick<PrismaClient, 'session'>;

/** Adds a token. */
export function addingToken(token: NewToken): readonly Sql[] {
  const { id, name, hash, role, createdAt, createdBy, expiresAt = null } = token;
  const { apps, workflows, seesPayloads } = grantRow(token);
  return [
    sql`
      INSERT INTO api_token
        (id, name, hash, role, apps, workflows, sees_payloads, created_at, created_by, expires_at)
      VALUES
        (${id}, ${name}, ${hash}, ${role}, ${apps}, ${workflows}, ${seesPayloads}, ${createdAt}, ${createdBy}, ${expiresAt})`,
  ];
}

/** All tokens, newest first. */
export async function listTokens({ apiToken }: Tokens): Promise<readonly ApiToken[]> {
  return (await apiToken.findMany({ orderBy: [{ createdAt: 'desc' }, { id: 'asc' }] })).map(toToken);
}

export async function findToken({ apiToken }: Tokens, hash: string): Promise<ApiToken | undefined> {
  const row = await apiToken.findUnique({ where: { hash } });
  return row === null ? undefined : toToken(row);
}

export async function markTokenUsed({ apiToken }: Tokens, id: string, usedAt: Instant): Promise<void> {
  await apiToken.updateMany({ where: { id }, data: { usedAt } });
}

/** Hits nothing when there is none that could still be used. */
export function revokingToken(id: string, revokedAt: Instant): readonly Sql[] {
  return [sql`UPDATE api_token SET revoked_at = ${revokedAt} WHERE id = ${id} AND revoked_at IS NULL`];
}

export async function addSession({ session }: Sessions, { scope, seesPayloads, ...row }: Session): Promise<void> {
  await session.create({ data: { ...row, ...grantRow({ scope, seesPayloads }), address: row.address ?? null } });
}

export async function findSession({ session }: Sessions, hash: string): Promise<Session | undefined> {
  const row = await session.findUnique({ where: { hash } });
  return row === null ? undefined : toSession(row);
}

/** All sessions, newest first. */
export async function listSessions({ session }: Sessions): Promise<readonly Session[]> {
  return (await session.findMany({ orderBy: [{ createdAt: 'desc' }, { hash: 'asc' }] })).map(toSession);
}

/** Hits nothing when there is none. */
export function endingSessions({ name, hash }: SessionsOf): readonly Sql[] {
  if (hash !== undefined) return [sql`DELETE FROM session WHERE hash = ${hash}`];
  return [name === undefined ? sql`DELETE FROM session` : sql`DELETE FROM session WHERE name = ${name}`];
}

export async function markSessionSeen({ session }: Sessions, hash: string, seenAt: Instant): Promise<void> {
  await session.updateMany({ where: { hash }, data: { seenAt } });
}

export async function deleteSession({ session }: Sessions, hash: string): Promise<void> {
  await session.deleteMany({ where: { hash } });
}

export async function deleteEndedSessions({ session }: Sessions, now: Instant, idleSince: Instant): Promise<void> {
  await session.deleteMany({ where: { OR: [{ expiresAt: { lte: now } }, { seenAt: { lte: idleSince } }] } });
}

/** Hits nothing when it has ended. */
export function changingSessionGrant(hash: string, grant: Grant): readonly Sql[] {
  const { apps, workflows, seesPayloads } = grantRow(grant);
  return [
    sql`
      UPDATE session SET role = ${grant.role}, apps = ${apps}, workflows = ${workflows}, sees_payloads = ${seesPayloads}
      WHERE hash = ${hash}`,
  ];
}

type SessionRow = Awaited<ReturnType<Sessions['session']['findMany']>>[number];

/** Safe cast: `addSession` wrote it. */
function toSession(row: SessionRow): Session {
  const { apps: _, workflows: __, method, address, ...rest } = row;
  return { ...rest, ...grantOf(row), method: method as SignInMethod, address: address ?? undefined };
}

type GrantRow = {
  readonly role: string;
  readonly apps: string;
  readonly workflows: string;
  readonly seesPayloads: number;
};

function grantRow({ scope, seesPayloads }: Pick<Grant, 'scope' | 'seesPayloads'>) {
  return {
    apps: JSON.stringify(scope.apps),
    workflows: JSON.stringify(scope.workflows),
    seesPayloads: seesPayloads ? 1 : 0,
  };
}

/** Safe casts: these are what `grantRow` wrote. */
function grantOf({ role, apps, workflows, seesPayloads }: GrantRow): Grant {
  return {
    role: role as Role,
    scope: { apps: JSON.parse(apps) as string[], workflows: JSON.parse(workflows) as string[] },
    seesPayloads: seesPayloads === 1,
  };
}

type TokenRow = Awaited<ReturnType<Tokens['apiToken']['findMany']>>[number];

function toToken(row: TokenRow): ApiToken {
  const { id, name, createdAt, createdBy, expiresAt, usedAt, revokedAt } = row;
  return {
    ...{ id, name, createdAt, createdBy, ...grantOf(row) },
    ...{ expiresAt: expiresAt ?? undefined, usedAt: usedAt ?? undefined, revokedAt: revokedAt ?? undefined },
  };
}
