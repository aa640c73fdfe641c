import type { Grant } from '@/lib/domain/actor';
import type { Instant } from '@/lib/domain/instant';
import type { AuditDraft } from './audit-log';

/** Who is signed in, and which tokens there are. Of secrets only hashes come here. */
export interface AccessStore {
  /** `entry` is written in the same transaction, here and in `revokeToken`: both are there, or none. */
  addToken(token: NewToken, entry?: AuditDraft): Promise<void>;
  /** Newest first, revoked and expired ones too. */
  listTokens(): Promise<readonly ApiToken[]>;
  findToken(hash: string): Promise<ApiToken | undefined>;
  markTokenUsed(id: string, at: Instant): Promise<void>;
  /** False when there is none with that id that could still be used; nothing is written then. */
  revokeToken(id: string, at: Instant, entry?: AuditDraft): Promise<boolean>;
  addSession(session: Session): Promise<void>;
  findSession(hash: string): Promise<Session | undefined>;
  markSessionSeen(hash: string, at: Instant): Promise<void>;
  deleteSession(hash: string): Promise<void>;
  /** Newest first, those that nobody uses any more too. */
  listSessions(): Promise<readonly Session[]>;
  /** Ends those of somebody, or all; false when there was none, and nothing is written then. `entry` as in `addToken`. */
  endSessions(of: SessionsOf, entry?: AuditDraft): Promise<boolean>;
  /** Gives a session what its owner may do from now on; false when it has ended. `entry` as in `addToken`. */
  changeSessionGrant(hash: string, grant: Grant, entry?: AuditDraft): Promise<boolean>;
  /** Deletes those that ended, and those that nobody used since `idleSince`. */
  deleteEndedSessions(now: Instant, idleSince: Instant): Promise<void>;
}

export type ApiToken = Grant & {
  readonly id: string;
  readonly name: string;
  readonly createdAt: Instant;
  readonly createdBy: string;
  readonly expiresAt?: Instant | undefined;
  readonly usedAt?: Instant | undefined;
  readonly revokedAt?: Instant | undefined;
};

export type NewToken = Omit<ApiToken, 'usedAt' | 'revokedAt'> & { readonly hash: string };

/** Which sessions are meant: those of a name, the one of a hash; without both, all. */
export type SessionsOf = { readonly name?: string | undefined; readonly hash?: string | undefined };

/** How somebody signed in. */
export type SignInMethod = 'password' | 'oidc';

export type Session = Grant & {
  readonly hash: string;
  readonly name: string;
  readonly method: SignInMethod;
  readonly address?: string | undefined;
  readonly createdAt: Instant;
  readonly seenAt: Instant;
  /** They have to sign in again then, whatever they do. */
  readonly expiresAt: Instant;
};
