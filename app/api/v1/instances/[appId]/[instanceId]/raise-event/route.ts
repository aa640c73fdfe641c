import { handle } from '@/app/api/handle';
import { raiseEventBody } from '@/lib/api/actions';

export const dynamic = 'force-dynamic';

export const POST = handle({ body: raiseEventBody }, async (services, { ref, body }) => {
  await services.raiseEvent(ref, body);
  return { done: true };
});
