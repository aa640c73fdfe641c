import { z } from 'zod';
import { ACTOR_KINDS, ROLES } from '@/lib/domain/actor';
import { AUDIT_ACTIONS, AUDIT_OUTCOMES, type AuditFilter } from '@/lib/domain/audit';
import { EXPORT_FORMATS } from './list-params';

const many = <T extends z.ZodType>(item: T) => z.array(item).default([]);

/**
 * The query of GET /api/v1/audit: `actor`, `action` and `outcome` may repeat; times are ms since 1970; `cursor` is the `next` of
 * the page before.
 */
export const auditParamsSchema = z.object({
  actor: many(z.string()),
  action: many(z.enum(AUDIT_ACTIONS)),
  outcome: many(z.enum(AUDIT_OUTCOMES)),
  app: z.string().optional(),
  instance: z.string().optional(),
  from: z.coerce.number().optional(),
  before: z.coerce.number().optional(),
  cursor: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});

/** The query of GET /api/v1/audit/export. */
export const auditExportSchema = auditParamsSchema.extend({ format: z.enum(EXPORT_FORMATS) });

export type AuditParams = z.infer<typeof auditParamsSchema>;

/** The filter that such a query means. */
export function auditFilterOf(params: AuditParams): AuditFilter {
  return {
    ...{ actors: params.actor, actions: params.action, outcomes: params.outcome },
    ...{ appId: params.app, instanceId: params.instance, from: params.from, before: params.before },
  };
}

/** GET /api/v1/audit: newest first. */
export const auditPageSchema = z.object({
  entries: z.array(
    z.object({
      ...{ seq: z.number().int(), at: z.number(), action: z.enum(AUDIT_ACTIONS), outcome: z.enum(AUDIT_OUTCOMES) },
      actor: z.object({ kind: z.enum(ACTOR_KINDS), name: z.string(), role: z.enum(ROLES) }),
      ...{ address: z.string().optional(), appId: z.string().optional(), instanceId: z.string().optional() },
      ...{ subject: z.string().optional(), reason: z.string().optional(), detail: z.string().optional() },
      ...{ error: z.string().optional(), tookMs: z.number().optional() },
    }),
  ),
  next: z.number().int().optional(),
});

export type AuditEntryJson = z.infer<typeof auditPageSchema>['entries'][number];
