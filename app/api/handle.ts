import { LOCAL_OPERATOR } from '@/lib/domain/actor';
import { consoleRim } from '@/lib/bootstrap/console/console-rim';
import { createHandle } from '@/lib/transport/http/handle';

/** Makes a route of the console's HTTP API. */
export const handle = createHandle(consoleRim);

/** Makes a route for those who are not signed in: it gets the gate and no use case. */
export const gateHandle = createHandle({
  ...consoleRim,
  callerOf: async () => ({ actor: LOCAL_OPERATOR }),
  services: consoleRim.gate,
});
