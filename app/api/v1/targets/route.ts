import { handle } from '@/app/api/handle';
import { targetAppSchema, targetBody } from '@/lib/api/targets';

export const dynamic = 'force-dynamic';

export const GET = handle({}, (services) => services.listTargets());

export const POST = handle({ body: targetBody }, (services, { body }) => services.addTarget(body));

export const DELETE = handle({ query: targetAppSchema }, (services, { query }) => services.removeTarget(query.appId));
