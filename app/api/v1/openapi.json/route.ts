import { gateHandle } from '@/app/api/handle';
import { OPERATIONS } from '@/lib/api/operations/operations';
import { openApiResponse } from '@/lib/transport/http/openapi/openapi-response';

export const dynamic = 'force-dynamic';

export const GET = gateHandle({}, async () => openApiResponse(OPERATIONS));
