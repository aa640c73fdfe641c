import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Runtime } from '@/lib/runtime/runtime-port';
import { askerOf, whyForeignSite } from './browser-guard';
import { DaprError, daprErrorResponse } from './dapr-error';
import { daprMetadata } from './dapr-metadata';
import { daprWorkflowRoutes } from './dapr-workflow-routes';
import type { HttpLog } from './http-log';

/** Version prefixes under which the same workflow API answers; clients of different age use different ones. */
const PREFIXES = ['/v1.0', '/v1.0-beta1', '/v1.0-alpha1'];

const LARGEST_BODY = 16 * 1024 * 1024;

export type DaprHttpApiInput = {
  readonly runtime: Runtime;
  /** The app this listener serves. */
  readonly appId: string;
  readonly runtimeVersion: string;
  readonly isReady: () => boolean;
  readonly log: HttpLog;
};

/** The part of the Dapr HTTP API that workflow apps touch: health, metadata and workflows. */
export function daprHttpApi({ runtime, appId, runtimeVersion, isReady, log }: DaprHttpApiInput): Hono {
  const app = new Hono();
  app.use(async (context, next) => {
    const foreign = whyForeignSite(askerOf(context.req.raw));
    if (foreign !== undefined) throw new DaprError('ERR_FORBIDDEN', foreign);
    await next();
  });
  app.use(bodyLimit({ maxSize: LARGEST_BODY, onError: refuseLargeBody }));
  for (const path of ['/v1.0/healthz', '/v1.0/healthz/outbound']) {
    app.get(path, (context) => {
      const asked = context.req.query('appid');
      if (asked !== undefined && asked !== appId) {
        throw new DaprError('ERR_HEALTH_APPID_NOT_MATCH', `This listener serves app "${appId}", not "${asked}".`);
      }
      if (!isReady()) throw new DaprError('ERR_HEALTH_NOT_READY', 'The runtime is not ready yet.');
      return context.body(null, 204);
    });
  }
  app.get('/v1.0/metadata', (context) =>
    context.json(daprMetadata({ appId, runtimeVersion, workers: runtime.workers() })),
  );
  for (const prefix of PREFIXES) app.route(prefix, daprWorkflowRoutes(runtime, appId));
  app.notFound(({ req }) =>
    daprErrorResponse({ code: 'ERR_NOT_FOUND', message: `There is no ${req.method} ${req.path} here.` }),
  );
  app.onError((error, { req }) => {
    if (error instanceof DaprError) return daprErrorResponse(error);
    log.error({ err: error, method: req.method, path: req.path }, 'request failed');
    return Response.json({ errorCode: 'ERR_INTERNAL', message: 'Unexpected error' }, { status: 500 });
  });
  return app;
}

function refuseLargeBody(): Response {
  const message = `The body is larger than ${LARGEST_BODY} bytes.`;
  return daprErrorResponse({ code: 'ERR_BODY_TOO_LARGE', message });
}
