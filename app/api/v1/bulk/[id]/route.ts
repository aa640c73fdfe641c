import { handle } from '@/app/api/handle';
import { bulkSteerBody } from '@/lib/api/bulk';

export const dynamic = 'force-dynamic';

export const GET = handle({}, (services, { id }) => services.getBulkJob(id));

export const PATCH = handle({ body: bulkSteerBody }, (services, { id, body }) => services.steerBulkJob(id, body));

export const DELETE = handle({}, (services, { id }) => services.deleteBulkJob(id));
