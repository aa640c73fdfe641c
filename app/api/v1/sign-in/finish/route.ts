import { gateHandle } from '@/app/api/handle';
import { finishBody } from '@/lib/api/sign-in';
import { consoleRim } from '@/lib/bootstrap/console/console-rim';
import { finishResponse } from '@/lib/transport/http/sign-in-response';

export const dynamic = 'force-dynamic';

export const POST = gateHandle({ body: finishBody }, (gate, { body, request }) =>
  finishResponse({ gate, door: consoleRim.door(), request, now: consoleRim.now() }, body),
);
