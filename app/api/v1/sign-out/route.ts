import { gateHandle } from '@/app/api/handle';
import { consoleRim } from '@/lib/bootstrap/console/console-rim';
import { signOutResponse } from '@/lib/transport/http/sign-in-response';

export const dynamic = 'force-dynamic';

export const POST = gateHandle({}, (gate, { request }) => signOutResponse({ gate, door: consoleRim.door(), request }));
