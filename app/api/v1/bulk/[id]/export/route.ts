import { handle } from '@/app/api/handle';
import { bulkExportParams } from '@/lib/api/bulk';
import { ledgerResponse } from '@/lib/transport/http/export-ledger';

export const dynamic = 'force-dynamic';

export const GET = handle({ query: bulkExportParams }, async (services, { id, query }) =>
  ledgerResponse(await services.exportBulkItems(id), query.format),
);
