import { handle } from '@/app/api/handle';
import { bulkItemsParams } from '@/lib/api/bulk';

export const dynamic = 'force-dynamic';

export const GET = handle({ query: bulkItemsParams }, (services, { id, query: { state, after, limit } }) =>
  services.listBulkItems(id, { states: state.length === 0 ? undefined : state, after, limit }),
);
