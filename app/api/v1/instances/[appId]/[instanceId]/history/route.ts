import { handle } from '@/app/api/handle';
import { historyParams } from '@/lib/api/query-params';

export const dynamic = 'force-dynamic';

export const GET = handle({ query: historyParams }, (services, { ref, query }) => services.readHistory(ref, query));
