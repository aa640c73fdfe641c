import { handle } from '@/app/api/handle';
import { aggregateParamsSchema, filterOf } from '@/lib/api/list-params';

export const dynamic = 'force-dynamic';

export const GET = handle({ query: aggregateParamsSchema }, (services, { query }) =>
  services.aggregateInstances({ filter: filterOf(query), runs: query.runs }),
);
