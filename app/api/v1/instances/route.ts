import { handle } from '@/app/api/handle';
import { filterOf, listParamsSchema } from '@/lib/api/list-params';

export const dynamic = 'force-dynamic';

export const GET = handle({ query: listParamsSchema }, (services, { query }) =>
  services.listInstances({ filter: filterOf(query), page: { cursor: query.cursor, limit: query.limit } }),
);
