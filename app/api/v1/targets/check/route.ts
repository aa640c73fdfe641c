import { handle } from '@/app/api/handle';
import { targetBody } from '@/lib/api/targets';

export const dynamic = 'force-dynamic';

export const POST = handle({ body: targetBody }, (services, { body }) => services.checkTarget(body));
