import { Hono } from 'hono';
import type { Caller } from '@/lib/runtime/apps/app-access';
import { type DaprWorkflowApi, type Target, unknownInstance } from '@/lib/runtime/dapr-api/workflow-api';
import type { DaprContext, DaprEnv } from './dapr-caller';
import { daprWorkflowState } from './dapr-workflow-state';

const INSTANCE = '/workflows/:component/:instanceID{[^/]*}';

/** The workflow verbs of the Dapr HTTP API, to be mounted under each version prefix. The component name means nothing. */
export function daprWorkflowRoutes(api: DaprWorkflowApi): Hono<DaprEnv> {
  const app = new Hono<DaprEnv>();
  app.get(INSTANCE, async (context) => {
    const target = targetOf(context);
    const instance = await api.get(context.var.caller, target);
    if (instance === undefined) throw unknownInstance(target.instanceId);
    return context.json(daprWorkflowState(instance));
  });
  app.post('/workflows/:component/:workflowName{[^/]*}/start', async (context) => {
    const instanceID = await api.start(context.var.caller, {
      workflowName: context.req.param('workflowName'),
      instanceId: context.req.query('instanceID') ?? '',
      appId: context.req.query('appID'),
      input: verbatim(await context.req.text()),
    });
    return context.json({ instanceID }, 202);
  });
  app.post(`${INSTANCE}/raiseEvent/:eventName{[^/]*}`, async (context) => {
    const event = { name: context.req.param('eventName'), input: verbatim(await context.req.text()) };
    await api.raiseEvent(context.var.caller, targetOf(context), event);
    return context.json({}, 202);
  });
  for (const verb of ['pause', 'resume', 'terminate', 'purge'] as const) {
    app.post(`${INSTANCE}/${verb}`, (context) => operate(context, api[verb]));
  }
  return app;
}

async function operate(
  context: DaprContext,
  operation: (caller: Caller, target: Target) => Promise<void>,
): Promise<Response> {
  await operation(context.var.caller, targetOf(context));
  return context.json({}, 202);
}

function targetOf(context: DaprContext): Target {
  return { instanceId: context.req.param('instanceID') ?? '', appId: context.req.query('appID') };
}

/** Text as it came, or undefined for a request without a body. */
function verbatim(body: string): string | undefined {
  return body === '' ? undefined : body;
}
