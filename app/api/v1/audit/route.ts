import { handle } from '@/app/api/handle';
import { auditFilterOf, auditParamsSchema } from '@/lib/api/audit';

export const dynamic = 'force-dynamic';

export const GET = handle({ query: auditParamsSchema }, (services, { query }) =>
  services.listAudit({ filter: auditFilterOf(query), page: { before: query.cursor, limit: query.limit } }),
);
