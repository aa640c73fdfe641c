import { handle } from '@/app/api/handle';
import { bulkConfirmBody } from '@/lib/api/bulk';

export const dynamic = 'force-dynamic';

export const POST = handle({ body: bulkConfirmBody }, (services, { id, body }) => services.confirmBulkJob(id, body));
