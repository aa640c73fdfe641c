import { gateHandle } from '@/app/api/handle';
import { beginBody } from '@/lib/api/sign-in';
import { consoleRim } from '@/lib/bootstrap/console/console-rim';
import { beginResponse } from '@/lib/transport/http/sign-in-response';

export const dynamic = 'force-dynamic';

export const POST = gateHandle({ body: beginBody }, (gate, { body, request }) =>
  beginResponse({ gate, door: consoleRim.door(), request, now: consoleRim.now() }, body),
);
