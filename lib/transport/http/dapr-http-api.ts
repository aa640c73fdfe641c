import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { AppError, fullText } from '@/lib/domain/app-error';
import type { AppAccess } from '@/lib/runtime/apps/app-access';
import type { AppMetadata } from '@/lib/runtime/apps/app-metadata';
import { DaprRefusal } from '@/lib/runtime/dapr-api/dapr-refusal';
import { daprWorkflowApi } from '@/lib/runtime/dapr-api/workflow-api';
import type { Runtime } from '@/lib/runtime/runtime-port';
import { askerOf, whyForeignSite } from './browser-guard';
import { admitCallers, type DaprContext, type DaprEnv } from './dapr-caller';
import { DaprError, daprErrorResponse } from './dapr-error';
import { daprMetadata } from './dapr-metadata';
import { daprStateRoutes } from './dapr-state-routes';
import { daprWorkflowRoutes } from './dapr-workflow-routes';
import type { HttpLog } from './http-log';

/** Version prefixes under which the same workflow API answers; clients of different age use different ones. */
const PREFIXES = ['/v1.0', '/v1.0-beta1', '/v1.0-alpha1'];

const LARGEST_BODY = 16 * 1024 * 1024;

export type DaprHttpApiInput = {
  readonly runtime: Runtime;
  /** Who may come in by this listener. */
  readonly access: AppAccess;
  readonly metadata: AppMetadata;
  readonly isReady: () => boolean;
  readonly log: HttpLog;
};

/** The part of the Dapr HTTP API that workflow apps touch: health, metadata, workflows and state. */
export function daprHttpApi({ runtime, access, metadata, isReady, log }: DaprHttpApiInput): Hono<DaprEnv> {
  const app = new Hono<DaprEnv>();
  app.use(async (context, next) => {
    const foreign = whyForeignSite(askerOf(context.req.raw));
    if (foreign !== undefined) throw new DaprError('ERR_FORBIDDEN', foreign);
    await next();
  });
  // Health stands before the tokens: probes have none.
  for (const path of ['/v1.0/healthz', '/v1.0/healthz/outbound']) {
    app.get(path, (context) => health(context, access, isReady()));
  }
  app.use(admitCallers(access));
  app.use(bodyLimit({ maxSize: LARGEST_BODY, onError: refuseLargeBody }));
  app.get('/v1.0/metadata', (context) => context.json(daprMetadata(metadata.of(context.var.caller.appId))));
  app.put('/v1.0/metadata/:key', async (context) => {
    metadata.set(context.var.caller.appId, context.req.param('key'), await context.req.text());
    return context.body(null, 204);
  });
  const workflows = daprWorkflowRoutes(daprWorkflowApi(runtime));
  for (const prefix of PREFIXES) app.route(prefix, workflows);
  app.route('/v1.0', daprStateRoutes(runtime));
  app.notFound(({ req }) =>
    daprErrorResponse({ code: 'ERR_NOT_FOUND', message: `There is no ${req.method} ${req.path} here.` }),
  );
  app.onError((error, { req }) => {
    if (error instanceof DaprError || error instanceof DaprRefusal) return daprErrorResponse(error);
    if (error instanceof AppError && error.code === 'unauthenticated') return refuseCaller(error);
    log.error({ err: error, method: req.method, path: req.path }, 'request failed');
    return Response.json({ errorCode: 'ERR_INTERNAL', message: 'Unexpected error' }, { status: 500 });
  });
  return app;
}

function health(context: DaprContext, access: AppAccess, isReady: boolean): Response {
  const asked = context.req.query('appid');
  if (asked !== undefined && !access.serves(asked)) {
    throw new DaprError('ERR_HEALTH_APPID_NOT_MATCH', `This listener does not serve app "${asked}".`);
  }
  if (!isReady) throw new DaprError('ERR_HEALTH_NOT_READY', 'The runtime is not ready yet.');
  return context.body(null, 204);
}

function refuseCaller(error: AppError): Response {
  return daprErrorResponse({ code: 'ERR_UNAUTHENTICATED', message: fullText(error) });
}

function refuseLargeBody(): Response {
  const message = `The body is larger than ${LARGEST_BODY} bytes.`;
  return daprErrorResponse({ code: 'ERR_BODY_TOO_LARGE', message });
}
