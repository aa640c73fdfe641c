import { gateHandle } from '@/app/api/handle';
import { signOutBody } from '@/lib/api/sign-in';
import { consoleRim } from '@/lib/bootstrap/console/console-rim';
import { signOutResponse } from '@/lib/transport/http/sign-in-response';

export const dynamic = 'force-dynamic';

export const POST = gateHandle({ body: signOutBody }, (gate, { body, request }) =>
  signOutResponse({ gate, door: consoleRim.door(), request }, body),
);
