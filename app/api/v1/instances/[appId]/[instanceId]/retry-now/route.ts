import { handle } from '@/app/api/handle';
import { retryNowBody } from '@/lib/api/actions';

export const dynamic = 'force-dynamic';

export const POST = handle({ body: retryNowBody }, async (services, { ref, body }) => {
  await services.retryNow(ref, body);
  return { done: true };
});
