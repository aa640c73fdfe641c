import { handle } from '@/app/api/handle';
import { compareParams } from '@/lib/api/compare';
import { requireRef } from '@/lib/transport/http/require-ref';

export const dynamic = 'force-dynamic';

export const GET = handle({ query: compareParams }, (services, { ref, query }) =>
  services.compareInstances(ref, requireRef(query.with)),
);
