import { handle } from '@/app/api/handle';
import { valuesBody } from '@/lib/api/values';

export const dynamic = 'force-dynamic';

export const POST = handle({ body: valuesBody }, (services, { body }) => services.readValues(body));
