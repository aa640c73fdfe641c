import { gateHandle } from '@/app/api/handle';
import { signInBody } from '@/lib/api/sign-in';
import { consoleRim } from '@/lib/bootstrap/console/console-rim';
import { signInResponse } from '@/lib/transport/http/sign-in-response';

export const dynamic = 'force-dynamic';

export const POST = gateHandle({ body: signInBody }, (gate, { body, request }) =>
  signInResponse({ gate, door: consoleRim.door(), request, now: consoleRim.now() }, body),
);
