import type { ActorKind, Role } from './actor';
import type { Instant } from './instant';

/** What the audit log tells of. */
export const AUDIT_ACTIONS = [
  'instance.start',
  'instance.pause',
  'instance.resume',
  'instance.terminate',
  'instance.raise-event',
  'instance.rerun',
  'instance.retry-now',
  'instance.purge',
  'instance.export',
  'instance.import',
  'bulk.confirm',
  'bulk.steer',
  'bulk.retry',
  'bulk.delete',
  'bulk.export',
  'project.run',
  'project.stop',
  'payload.reveal',
  'view.save',
  'view.delete',
  'session.sign-in',
  'session.sign-out',
  'session.end',
  'session.change-role',
  'token.create',
  'token.revoke',
  'target.check',
  'target.add',
  'target.remove',
  'audit.export',
  'composer.ask',
] as const;

export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/**
 * `denied`: the actor may not do it. `done`: it was carried out. `refused`: it was not possible, with the reason. `failed`: it
 * could not be carried out, or nobody knows whether it was. `open`: it was allowed, and no outcome was written: it is
 * under way, or the console ended meanwhile.
 */
export const AUDIT_OUTCOMES = ['denied', 'done', 'refused', 'failed', 'open'] as const;

export type AuditOutcome = (typeof AUDIT_OUTCOMES)[number];

/** What an action is about. `subject` names what is no instance: a workflow, a view, a token, a filter. */
export type AuditTarget = {
  readonly appId?: string | undefined;
  readonly instanceId?: string | undefined;
  readonly subject?: string | undefined;
};

/** Whom an entry is about, as it was when it was written. */
export type AuditActor = { readonly kind: ActorKind; readonly name: string; readonly role: Role };

/** One action: what was decided, and what came of it. */
export type AuditEntry = AuditTarget & {
  /** Its place in the log. */
  readonly seq: number;
  readonly at: Instant;
  readonly action: AuditAction;
  readonly actor: AuditActor;
  readonly address?: string | undefined;
  readonly reason?: string | undefined;
  /** JSON: with which parameters; never a payload. */
  readonly detail?: string | undefined;
  readonly outcome: AuditOutcome;
  readonly error?: string | undefined;
  /** From the decision to the outcome. */
  readonly tookMs?: number | undefined;
};

/** Which entries are asked for; an empty list means any. */
export type AuditFilter = {
  readonly actors: readonly string[];
  readonly actions: readonly AuditAction[];
  readonly outcomes: readonly AuditOutcome[];
  readonly appId?: string | undefined;
  readonly instanceId?: string | undefined;
  /** At or after. */
  readonly from?: Instant | undefined;
  /** Before. */
  readonly before?: Instant | undefined;
};
