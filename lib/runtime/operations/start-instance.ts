import { AppError } from '@/lib/domain/app-error';
import type { EventOf } from '@/lib/domain/history-event';
import { hasImportedTag, IMPORTED_TAG } from '@/lib/domain/imported';
import type { InstanceRef } from '@/lib/domain/instance';
import { MOST_BYTES } from '@/lib/domain/name-limits';
import { HOW_TO_DECLARE } from '@/lib/engine/unknown-app';
import { restartInstance, startInstance as begin } from '@/lib/engine/start';
import type { StartRequest } from '../runtime-port';
import { isTreeActive } from './carry-out';
import type { OperationContext } from './context';
import { refuseLarge, refuseLong } from './refuse-large';
import { refuseImported } from './require-instance';
import { refuseOverload } from './refuse-overload';

/** Creates an instance, or a new run on the id of one that has ended (B1–B7). Throws `invalid`, `conflict`, or `not_found` for an App ID that nobody declared. */
export async function startInstance(context: OperationContext, request: StartRequest): Promise<InstanceRef> {
  if (request.name.trim() === '') {
    throw new AppError('invalid', 'the workflow name is empty', { hint: 'Name the workflow to start.' });
  }
  refuseLong('the workflow name', request.name, MOST_BYTES.workflowName);
  refuseImportedTag(request);
  refuseLong('the instance ID', request.ref.instanceId, MOST_BYTES.instanceId);
  refuseOverload(context);
  const { appId } = request.ref;
  refuseUnknownApp(context, appId);
  refuseLarge(context.policies, `the input of workflow ${request.name}`, request.input);
  const instanceId = request.ref.instanceId === '' ? context.newId() : request.ref.instanceId;
  const ref: InstanceRef = { appId, instanceId };
  const started = startedEvent(context, ref, request);
  await context.world.transact((tx) => {
    const existing = tx.get(ref);
    if (existing === undefined) {
      tx.put(begin({ ref, key: context.store.allocateKey() }, started));
      return;
    }
    refuseImported(existing);
    if (existing.state.completed === undefined) {
      throw new AppError('conflict', `an active workflow with ID '${instanceId}' already exists`, {
        hint: 'Choose another instance id, or terminate the active instance first.',
      });
    }
    if (request.unique || context.policies.uniqueInstanceIds)
      throw new AppError('conflict', `a workflow with ID '${instanceId}' already exists`);
    if (isTreeActive(tx, existing)) {
      throw new AppError('conflict', `a child workflow of the ended instance '${instanceId}' is still active`);
    }
    tx.put(restartInstance(existing, started));
  });
  return ref;
}

function refuseImportedTag({ tags }: StartRequest): void {
  if (!hasImportedTag(tags)) return;
  throw new AppError('invalid', `the tag ${IMPORTED_TAG} marks what was imported`, { hint: 'Choose another tag.' });
}

function refuseUnknownApp({ policies, dispatcher }: OperationContext, appId: string): void {
  if (policies.knows(appId) || dispatcher.connected().some((worker) => worker.appId === appId)) return;
  throw new AppError('not_found', `no app with App ID '${appId}' is declared`, {
    hint: `To run workflows there, ${HOW_TO_DECLARE}.`,
  });
}

function startedEvent(
  context: OperationContext,
  ref: InstanceRef,
  request: StartRequest,
): EventOf<'execution-started'> {
  const { name, version, input, scheduledStartAt, trace, tags } = request;
  const started: EventOf<'execution-started'> = {
    kind: 'execution-started',
    eventId: -1,
    at: context.clock.now(),
    router: { sourceAppId: ref.appId },
    name,
    version,
    input,
    instanceId: ref.instanceId,
    executionId: context.newId(),
    scheduledStartAt,
    trace,
    tags,
  };
  return { ...started, trace: context.telemetry.traces.ofStart(started) };
}
