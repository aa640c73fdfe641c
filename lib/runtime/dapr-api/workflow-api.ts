import { AppError } from '@/lib/domain/app-error';
import type { InstanceDetail, InstanceRef } from '@/lib/domain/instance';
import type { Caller } from '../apps/app-access';
import type { Runtime } from '../runtime-port';
import { DaprRefusal, type DaprRefusalCode } from './dapr-refusal';
import { newInstanceId, startTime, targetApp } from './workflow-input';

/** The instance a request names; `appId` only when it names another app than the caller's. */
export type Target = { readonly instanceId: string; readonly appId: string | undefined };

export type DaprStart = Target & {
  readonly workflowName: string;
  readonly input: string | undefined;
  /** An instant in RFC 3339; absent: at once. */
  readonly startTime?: string | undefined;
};

/**
 * Dapr's older workflow API, served by HTTP and by the gRPC service `Dapr` alike (dapr-protocol 1.5). Everything throws
 * `DaprRefusal`, or `unauthenticated` when the caller may not reach the app.
 */
export type DaprWorkflowApi = {
  /** The id of the new instance. Does not wait for its first turn. */
  start(caller: Caller, request: DaprStart): Promise<string>;
  get(caller: Caller, target: Target): Promise<InstanceDetail | undefined>;
  raiseEvent(caller: Caller, target: Target, event: { name: string; input: string | undefined }): Promise<void>;
  pause(caller: Caller, target: Target): Promise<void>;
  resume(caller: Caller, target: Target): Promise<void>;
  /** Takes the child workflows along; an output cannot be given here. */
  terminate(caller: Caller, target: Target): Promise<void>;
  /** Takes the child workflows along. */
  purge(caller: Caller, target: Target): Promise<void>;
};

export function daprWorkflowApi(runtime: Runtime): DaprWorkflowApi {
  const operation =
    (words: Words, act: (ref: InstanceRef) => Promise<unknown>) =>
    async (caller: Caller, target: Target): Promise<void> => {
      const ref = refOf(caller, target);
      await under(words, ref.instanceId, () => act(ref));
    };
  return {
    start: (caller, request) => start(runtime, caller, request),
    get(caller, target) {
      const ref = refOf(caller, target);
      return under(WORDS.get, ref.instanceId, () => runtime.get(ref));
    },
    async raiseEvent(caller, target, event) {
      const ref = refOf(caller, target);
      if (event.name === '') throw new DaprRefusal('ERR_WORKFLOW_EVENT_NAME_MISSING', 'missing workflow event name');
      await under(WORDS.raiseEvent, ref.instanceId, () => runtime.raiseEvent(ref, event));
    },
    pause: operation(WORDS.pause, (ref) => runtime.suspend(ref, { reason: undefined })),
    resume: operation(WORDS.resume, (ref) => runtime.resume(ref, { reason: undefined })),
    terminate: operation(WORDS.terminate, (ref) => runtime.terminate(ref, { output: undefined, recurse: true })),
    purge: operation(WORDS.purge, (ref) => runtime.purge(ref, { recursive: true, force: false })),
  };
}

/** The refusal of an unknown instance, in the words clients look for. */
export function unknownInstance(instanceId: string): DaprRefusal {
  const message = `unable to find workflow with the provided instance ID: ${instanceId}`;
  return new DaprRefusal('ERR_INSTANCE_ID_NOT_FOUND', message);
}

async function start(runtime: Runtime, caller: Caller, request: DaprStart): Promise<string> {
  const instanceId = newInstanceId(request.instanceId);
  const { workflowName, input } = request;
  if (workflowName === '') throw new DaprRefusal('ERR_WORKFLOW_NAME_MISSING', 'workflow name is not configured');
  const appId = targetApp(caller, request.appId);
  const scheduledStartAt = startTime(workflowName, request.startTime);
  const created = await under(WORDS.start, workflowName, () =>
    runtime.start({
      ref: { appId, instanceId },
      name: workflowName,
      version: undefined,
      input,
      scheduledStartAt,
      tags: {},
      trace: undefined,
      unique: false,
    }),
  );
  return created.instanceId;
}

function refOf(caller: Caller, { instanceId, appId }: Target): InstanceRef {
  if (instanceId === '') throw new DaprRefusal('ERR_INSTANCE_ID_PROVIDED_MISSING', 'no instance ID was provided');
  return { appId: targetApp(caller, appId), instanceId };
}

/** How a verb is refused, in the text that daprd gives it, and whether an unknown instance has a refusal of its own. */
type Words = {
  readonly code: DaprRefusalCode;
  readonly text: (subject: string) => string;
  readonly tellsUnknown: boolean;
};

const WORDS = {
  start: { code: 'ERR_START_WORKFLOW', text: (name) => `error starting workflow '${name}'`, tellsUnknown: false },
  get: {
    code: 'ERR_GET_WORKFLOW',
    text: (id) => `error while getting workflow info on instance '${id}'`,
    tellsUnknown: false,
  },
  raiseEvent: {
    code: 'ERR_RAISE_EVENT_WORKFLOW',
    text: (id) => `error raising event on workflow '${id}'`,
    tellsUnknown: false,
  },
  pause: { code: 'ERR_PAUSE_WORKFLOW', text: (id) => `error pausing workflow ${id}`, tellsUnknown: true },
  resume: { code: 'ERR_RESUME_WORKFLOW', text: (id) => `error resuming workflow ${id}`, tellsUnknown: true },
  terminate: { code: 'ERR_TERMINATE_WORKFLOW', text: (id) => `error terminating workflow '${id}'`, tellsUnknown: true },
  purge: { code: 'ERR_PURGE_WORKFLOW', text: (id) => `error purging workflow ${id}`, tellsUnknown: true },
} as const satisfies Record<string, Words>;

async function under<T>({ code, text, tellsUnknown }: Words, subject: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === 'not_found' && tellsUnknown) throw unknownInstance(subject);
    throw new DaprRefusal(code, `${text(subject)}: ${error.message}`, error);
  }
}
