import { handle } from '@/app/api/handle';
import { rerunBody } from '@/lib/api/actions';

export const dynamic = 'force-dynamic';

export const POST = handle({ body: rerunBody }, (services, { ref, body }) => services.rerunInstance(ref, body));
