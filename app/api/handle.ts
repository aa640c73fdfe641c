import { consoleRim } from '@/lib/bootstrap/console/console-rim';
import { createHandle } from '@/lib/transport/http/handle';

/** Makes a route of the console's HTTP API. */
export const handle = createHandle(consoleRim);
