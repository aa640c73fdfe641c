import { handle } from '@/app/api/handle';
import { reasonBody } from '@/lib/api/actions';

export const dynamic = 'force-dynamic';

export const POST = handle({ body: reasonBody }, async (services, { ref, body }) => {
  await services.pauseInstance(ref, body);
  return { done: true };
});
