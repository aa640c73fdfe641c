import type { Instant } from '@/lib/domain/instant';
import type { AccessStore, ApiToken, NewToken, Session } from '../access-store';
import * as rows from './access-rows';
import type { ConsoleDatabase } from './dialect';

/** Tokens and sessions over Prisma. Questions for one row are indexed; writes go by the connection that may write. */
export class PrismaAccessStore implements AccessStore {
  readonly #database: ConsoleDatabase;

  constructor(database: ConsoleDatabase) {
    this.#database = database;
  }

  addToken(token: NewToken): Promise<void> {
    return this.ask(async () => rows.addToken(await this.#database.writer(), token));
  }

  listTokens(): Promise<readonly ApiToken[]> {
    return this.ask(() => rows.listTokens(this.#database.prisma));
  }

  findToken(hash: string): Promise<ApiToken | undefined> {
    return this.ask(() => rows.findToken(this.#database.prisma, hash));
  }

  markTokenUsed(id: string, at: Instant): Promise<void> {
    return this.ask(async () => rows.markTokenUsed(await this.#database.writer(), id, at));
  }

  revokeToken(id: string, at: Instant): Promise<boolean> {
    return this.ask(async () => rows.revokeToken(await this.#database.writer(), id, at));
  }

  addSession(session: Session): Promise<void> {
    return this.ask(async () => rows.addSession(await this.#database.writer(), session));
  }

  findSession(hash: string): Promise<Session | undefined> {
    return this.ask(() => rows.findSession(this.#database.prisma, hash));
  }

  markSessionSeen(hash: string, at: Instant): Promise<void> {
    return this.ask(async () => rows.markSessionSeen(await this.#database.writer(), hash, at));
  }

  deleteSession(hash: string): Promise<void> {
    return this.ask(async () => rows.deleteSession(await this.#database.writer(), hash));
  }

  deleteEndedSessions(now: Instant, idleSince: Instant): Promise<void> {
    return this.ask(async () => rows.deleteEndedSessions(await this.#database.writer(), now, idleSince));
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
