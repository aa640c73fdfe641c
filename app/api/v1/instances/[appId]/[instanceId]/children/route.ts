import { handle } from '@/app/api/handle';
import { childrenParams } from '@/lib/api/query-params';

export const dynamic = 'force-dynamic';

export const GET = handle({ query: childrenParams }, (services, { ref, query }) =>
  services.listChildren(ref, query.limit),
);
