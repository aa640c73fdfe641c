import { handle } from '@/app/api/handle';
import { stepsParams } from '@/lib/api/query-params';

export const dynamic = 'force-dynamic';

export const GET = handle({ query: stepsParams }, (services, { ref, query }) => services.listSteps(ref, query.which));
