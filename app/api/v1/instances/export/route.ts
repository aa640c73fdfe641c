import { handle } from '@/app/api/handle';
import { exportParamsSchema, filterOf } from '@/lib/api/list-params';
import { exportResponse } from '@/lib/transport/http/export-stream';

export const dynamic = 'force-dynamic';

export const GET = handle({ query: exportParamsSchema }, async (services, { query }) =>
  exportResponse(await services.exportInstances(filterOf(query)), query.format),
);
