import { handle } from '@/app/api/handle';

export const dynamic = 'force-dynamic';

export const POST = handle({}, (services, { id }) => services.retryBulkJob(id));
