import type { Sql } from '@prisma/client/runtime/client';
import type { Grant } from '@/lib/domain/actor';
import type { Instant } from '@/lib/domain/instant';
import type { AccessStore, ApiToken, NewToken, Session, SessionsOf } from '../access-store';
import type { AuditDraft } from '../audit-log';
import * as rows from './access-rows';
import type { ConsoleDatabase } from './dialect';

/** Tokens and sessions over Prisma. Questions for one row are indexed; writes go by the connection that may write. */
export class PrismaAccessStore implements AccessStore {
  readonly #database: ConsoleDatabase;

  constructor(database: ConsoleDatabase) {
    this.#database = database;
  }

  async addToken(token: NewToken, entry?: AuditDraft): Promise<void> {
    await this.change(rows.addingToken(token), entry);
  }

  listTokens(): Promise<readonly ApiToken[]> {
    return this.ask(() => rows.listTokens(this.#database.prisma));
  }

  findToken(hash: string): Promise<ApiToken | undefined> {
    return this.ask(() => rows.findToken(this.#database.prisma, hash));
  }

  markTokenUsed(id: string, at: Instant): Promise<void> {
    return this.ask(() => this.#database.write((client) => rows.markTokenUsed(client, id, at)));
  }

  revokeToken(id: string, at: Instant, entry?: AuditDraft): Promise<boolean> {
    return this.change(rows.revokingToken(id, at), entry);
  }

  addSession(session: Session): Promise<void> {
    return this.ask(() => this.#database.write((client) => rows.addSession(client, session)));
  }

  findSession(hash: string): Promise<Session | undefined> {
    return this.ask(() => rows.findSession(this.#database.prisma, hash));
  }

  markSessionSeen(hash: string, at: Instant): Promise<void> {
    return this.ask(() => this.#database.write((client) => rows.markSessionSeen(client, hash, at)));
  }

  deleteSession(hash: string): Promise<void> {
    return this.ask(() => this.#database.write((client) => rows.deleteSession(client, hash)));
  }

  listSessions(): Promise<readonly Session[]> {
    return this.ask(() => rows.listSessions(this.#database.prisma));
  }

  endSessions(of: SessionsOf, entry?: AuditDraft): Promise<boolean> {
    return this.change(rows.endingSessions(of), entry);
  }

  changeSessionGrant(hash: string, grant: Grant, entry?: AuditDraft): Promise<boolean> {
    return this.change(rows.changingSessionGrant(hash, grant), entry);
  }

  deleteEndedSessions(now: Instant, idleSince: Instant): Promise<void> {
    return this.ask(() => this.#database.write((client) => rows.deleteEndedSessions(client, now, idleSince)));
  }

  /** Changes something, and tells the audit log of it in the same transaction; false when there was nothing to change. */
  protected change(statements: readonly Sql[], entry: AuditDraft | undefined): Promise<boolean> {
    const { atomically, appendAudit } = this.#database;
    const done = () => (entry === undefined ? atomically(statements) : appendAudit(entry, statements));
    return this.ask(async () => (await done()) !== undefined);
  }

  /** Every failure of the database in the words of the domain. */
  protected async ask<T>(question: () => Promise<T>): Promise<T> {
    try {
      return await question();
    } catch (error) {
      throw this.#database.explain(error);
    }
  }
}
