import { randomUUID } from 'node:crypto';
import { AppError } from '@/lib/domain/app-error';
import type { InstanceRef } from '@/lib/domain/instance';
import { optionalInstantToWire } from '@/lib/protocol/convert/instant';
import { TaskHubSidecarServiceService as service } from '@/lib/protocol/generated/service';
import type { ControlRerun, ControlStart } from './control';
import type { EngineConnections } from './engine-connections';

/** Starts an instance, with an id of its own when the request has none. */
export async function startInstance(
  engine: EngineConnections,
  deadlineMs: number,
  { ref, name, version, input, scheduledStartAt, tags, unique }: ControlStart,
): Promise<InstanceRef> {
  const { appId } = ref;
  const instanceId = ref.instanceId === '' ? randomUUID() : ref.instanceId;
  const call = engine.call({
    appId,
    method: service.startInstance,
    request: {
      instanceId,
      name,
      version,
      input,
      scheduledStartTimestamp: optionalInstantToWire(scheduledStartAt),
      tags: { ...tags },
      enforceUniqueInstanceId: unique ?? false,
    },
    describe: `Starting '${instanceId}'`,
    waitsForOutcome: true,
    deadlineMs,
  });
  await unlessCreated(engine, { appId, instanceId }, call);
  return { appId, instanceId };
}

/** Forks an instance, under an id of its own when the request has none. */
export async function rerunInstance(
  engine: EngineConnections,
  deadlineMs: number,
  { source, eventId, newInstanceId, overwrite, newChildInstanceId }: ControlRerun,
): Promise<InstanceRef> {
  const created = { appId: source.appId, instanceId: newInstanceId ?? randomUUID() };
  const call = engine.call({
    appId: source.appId,
    method: service.rerunWorkflowFromEvent,
    request: {
      sourceInstanceID: source.instanceId,
      eventID: eventId,
      newInstanceID: created.instanceId,
      input: overwrite?.input,
      overwriteInput: overwrite !== undefined,
      newChildWorkflowInstanceID: newChildInstanceId,
    },
    describe: `Rerunning '${source.instanceId}'`,
    waitsForOutcome: true,
    deadlineMs,
  });
  await unlessCreated(engine, created, call);
  return created;
}

/** Engines answer a start when the first turn is done, which takes a worker. An instance that exists has been started. */
async function unlessCreated(engine: EngineConnections, ref: InstanceRef, call: Promise<unknown>): Promise<void> {
  try {
    await call;
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'timeout') throw error;
    const { exists } = await engine.call({
      appId: ref.appId,
      method: service.getInstance,
      request: { instanceId: ref.instanceId, getInputsAndOutputs: false },
      describe: `Reading '${ref.instanceId}'`,
      waitsForOutcome: false,
      deadlineMs: 2_000,
    });
    if (!exists) throw error;
  }
}
