import type { AuditAction, AuditTarget } from '@/lib/domain/audit';

/** What an entry says of a call besides who, when and what came of it. */
export type AuditAbout = AuditTarget & {
  readonly reason?: string | undefined;
  /** With which parameters; never a payload. */
  readonly detail?: Readonly<Record<string, unknown>> | undefined;
};

/**
 * How a use case is told in the audit log. `reveal`: it shows payloads. That is told once an hour for each actor and thing,
 * and only of those who see payloads.
 */
export type AuditPlan<Args extends readonly unknown[]> = {
  readonly action: AuditAction;
  readonly about: (...args: Args) => AuditAbout;
  readonly reveal?: true;
  /** The use case writes the entry itself, in the transaction of the change that it makes (`ServiceContext.entry`). */
  readonly withChange?: true;
};
