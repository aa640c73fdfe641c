import { handle } from '@/app/api/handle';
import { startBody } from '@/lib/api/actions';
import { filterOf, listParamsSchema } from '@/lib/api/list-params';

export const dynamic = 'force-dynamic';

export const POST = handle({ body: startBody }, (services, { body }) => services.startInstance(body));

export const GET = handle({ query: listParamsSchema }, (services, { query }) =>
  services.listInstances({ filter: filterOf(query), page: { cursor: query.cursor, limit: query.limit } }),
);
