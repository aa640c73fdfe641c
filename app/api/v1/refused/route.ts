import { gateHandle } from '@/app/api/handle';
import { refuseUnreadable } from '@/lib/transport/http/refuse-unreadable';

export const dynamic = 'force-dynamic';

/** Where instrumentation.ts sends what cannot be read. */
export const GET = gateHandle({}, refuseUnreadable);
