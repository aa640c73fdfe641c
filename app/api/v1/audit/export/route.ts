import { handle } from '@/app/api/handle';
import { auditExportSchema, auditFilterOf } from '@/lib/api/audit';
import { auditResponse } from '@/lib/transport/http/audit-export';

export const dynamic = 'force-dynamic';

export const GET = handle({ query: auditExportSchema }, async (services, { query }) =>
  auditResponse(await services.exportAudit(auditFilterOf(query)), query.format),
);
