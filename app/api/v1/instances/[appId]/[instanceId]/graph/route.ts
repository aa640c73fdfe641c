import { handle } from '@/app/api/handle';
import { graphParams } from '@/lib/api/graph';
import { graphResponse } from '@/lib/transport/http/graph-response';

export const dynamic = 'force-dynamic';

export const GET = handle({ query: graphParams }, async (services, { ref, query: { format } }) =>
  graphResponse(await services.readGraph(ref, format), format),
);
