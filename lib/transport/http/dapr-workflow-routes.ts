import { Hono, type Context } from 'hono';
import { AppError } from '@/lib/domain/app-error';
import type { InstanceRef } from '@/lib/domain/instance';
import type { Runtime } from '@/lib/runtime/runtime-port';
import { DaprError, type DaprErrorCode } from './dapr-error';
import { newInstanceId, targetApp, verbatim } from './dapr-workflow-input';
import { daprWorkflowState } from './dapr-workflow-state';

type Verb = (ref: InstanceRef) => Promise<unknown>;

/** The workflow verbs of the Dapr HTTP API, to be mounted under each version prefix. The component name means nothing. */
export function daprWorkflowRoutes(runtime: Runtime, appId: string): Hono {
  const app = new Hono();
  app.get('/workflows/:component/:instanceID{[^/]*}', async (context) => {
    const ref = refOf(context, appId);
    const instance = await under('ERR_GET_WORKFLOW', () => runtime.get(ref));
    return instance === undefined ? refuseUnknown(ref) : context.json(daprWorkflowState(instance));
  });
  app.post('/workflows/:component/:workflowName{[^/]*}/start', (context) => start(context, runtime, appId));
  app.post('/workflows/:component/:instanceID{[^/]*}/raiseEvent/:eventName{[^/]*}', async (context) => {
    const ref = refOf(context, appId);
    const name = context.req.param('eventName');
    if (name === '') throw new DaprError('ERR_WORKFLOW_EVENT_NAME_MISSING', 'The address names no event.');
    const input = verbatim(await context.req.text());
    await under('ERR_RAISE_EVENT_WORKFLOW', () => runtime.raiseEvent(ref, { name, input }));
    return context.json({}, 202);
  });
  const verbs = verbsOf(runtime);
  for (const [verb, [code, act]] of Object.entries(verbs)) {
    app.post(`/workflows/:component/:instanceID{[^/]*}/${verb}`, async (context) => {
      const ref = refOf(context, appId);
      await under(code, () => act(ref), ref);
      return context.json({}, 202);
    });
  }
  return app;
}

/** Terminate and purge always take the child workflows along; an output cannot be given here. */
function verbsOf(runtime: Runtime): Record<string, readonly [DaprErrorCode, Verb]> {
  return {
    pause: ['ERR_PAUSE_WORKFLOW', (ref) => runtime.suspend(ref, { reason: undefined })],
    resume: ['ERR_RESUME_WORKFLOW', (ref) => runtime.resume(ref, { reason: undefined })],
    terminate: ['ERR_TERMINATE_WORKFLOW', (ref) => runtime.terminate(ref, { output: undefined, recurse: true })],
    purge: ['ERR_PURGE_WORKFLOW', (ref) => runtime.purge(ref, { recursive: true, force: false })],
  };
}

async function start(context: Context, runtime: Runtime, appId: string): Promise<Response> {
  const name = context.req.param('workflowName') ?? '';
  if (name === '') throw new DaprError('ERR_WORKFLOW_NAME_MISSING', 'The address names no workflow.');
  const ref = {
    appId: targetApp(appId, context.req.query('appID')),
    instanceId: newInstanceId(context.req.query('instanceID')),
  };
  const input = verbatim(await context.req.text());
  const { instanceId } = await under('ERR_START_WORKFLOW', () =>
    runtime.start({
      ref,
      name,
      version: undefined,
      input,
      scheduledStartAt: undefined,
      tags: {},
      trace: undefined,
      unique: false,
    }),
  );
  return context.json({ instanceID: instanceId }, 202);
}

function refOf(context: Context, appId: string): InstanceRef {
  const instanceId = context.req.param('instanceID') ?? '';
  if (instanceId === '') throw new DaprError('ERR_INSTANCE_ID_PROVIDED_MISSING', 'The address names no instance.');
  return { appId: targetApp(appId, context.req.query('appID')), instanceId };
}

/**
 * Runs one verb: the runtime's refusals carry the verb's own code, and a missing instance is a 404 where the caller gives
 * the ref (raising an event has no such answer). Anything unexpected passes.
 */
async function under<T>(code: DaprErrorCode, act: () => Promise<T>, ref?: InstanceRef): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === 'not_found' && ref !== undefined) return refuseUnknown(ref);
    throw new DaprError(code, error.message, error);
  }
}

function refuseUnknown({ appId, instanceId }: InstanceRef): never {
  throw new DaprError('ERR_INSTANCE_ID_NOT_FOUND', `There is no workflow instance "${instanceId}" in app "${appId}".`);
}
