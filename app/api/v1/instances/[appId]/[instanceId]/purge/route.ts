import { handle } from '@/app/api/handle';
import { purgeBody } from '@/lib/api/actions';

export const dynamic = 'force-dynamic';

export const POST = handle({ body: purgeBody }, (services, { ref, body }) => services.purgeInstance(ref, body));
