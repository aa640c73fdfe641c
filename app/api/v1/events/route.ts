import { handle } from '@/app/api/handle';
import { consoleRim } from '@/lib/bootstrap/console/console-rim';
import { changeStream } from '@/lib/transport/http/change-stream';
import { eventsParams } from '@/lib/api/query-params';
import { lastEventId } from '@/lib/transport/http/sse';

export const dynamic = 'force-dynamic';

export const GET = handle({ query: eventsParams }, async (services, { query, request }) => {
  const revision = await services.revisionToWatch(lastEventId(request.headers) ?? query.after);
  return changeStream({ request, revision, watch: services.watchChanges, log: consoleRim.log() });
});
