import { handle } from '@/app/api/handle';
import { terminateBody } from '@/lib/api/actions';

export const dynamic = 'force-dynamic';

export const POST = handle({ body: terminateBody }, async (services, { ref, body }) => {
  await services.terminateInstance(ref, body);
  return { done: true };
});
