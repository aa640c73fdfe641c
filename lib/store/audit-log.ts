import type { AuditAction, AuditActor, AuditEntry, AuditFilter, AuditOutcome, AuditTarget } from '@/lib/domain/audit';
import type { Instant } from '@/lib/domain/instant';

/**
 * The log of who did what. It is only added to: no row is changed or taken out, and each has a hash over itself and over the
 * hash of the row before it (`audit-chain.ts`). Rows of several writers stand one after the other.
 */
export interface AuditLog {
  /** Adds a row and answers its place; when it resolves the row is on disk. */
  appendAudit(row: AuditDraft): Promise<number>;
  /** Newest first. */
  listAudit(filter: AuditFilter, page: AuditPageRequest): Promise<AuditPage>;
  /** Rows after a place, in their order, as they are stored. */
  readAuditRows(after: number, limit: number): Promise<readonly AuditRow[]>;
  /** What the store says apart from the log that its newest row is; undefined while there is none. */
  auditHead(): Promise<AuditHead | undefined>;
}

/** `allowed`: an outcome follows. The others are decision and outcome in one. */
export type AuditVerdict = 'allowed' | Exclude<AuditOutcome, 'open'>;

type Draft = AuditTarget & {
  readonly at: Instant;
  readonly action: AuditAction;
  readonly actor: AuditActor;
  readonly address?: string | undefined;
  readonly error?: string | undefined;
};

/** A row before it has its place. An outcome says of which decision it is. */
export type AuditDraft = Draft &
  (
    | {
        readonly phase: 'decision';
        readonly reason?: string | undefined;
        readonly detail?: string | undefined;
        readonly outcome: AuditVerdict;
      }
    | {
        readonly phase: 'outcome';
        readonly decided: number;
        readonly outcome: Exclude<AuditOutcome, 'open' | 'denied'>;
        readonly tookMs: number;
      }
  );

/** A row as it is stored. */
export type AuditRow = {
  readonly seq: number;
  readonly at: Instant;
  readonly phase: string;
  readonly decided: number | null;
  readonly action: string;
  readonly actorKind: string;
  readonly actor: string;
  readonly role: string;
  readonly address: string | null;
  readonly appId: string | null;
  readonly instanceId: string | null;
  readonly subject: string | null;
  readonly reason: string | null;
  readonly detail: string | null;
  readonly outcome: string;
  readonly error: string | null;
  readonly tookMs: number | null;
  readonly previous: string;
  readonly hash: string;
};

/** `seq` is the number of rows too. */
export type AuditHead = { readonly seq: number; readonly hash: string };

/** `before`: the `next` of the page before. */
export type AuditPageRequest = { readonly before?: number | undefined; readonly limit: number };
export type AuditPage = { readonly entries: readonly AuditEntry[]; readonly next?: number | undefined };
