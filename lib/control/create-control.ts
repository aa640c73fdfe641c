import { decodeAppStatus } from '@/lib/protocol/convert/app-status';
import { DaprService as dapr } from '@/lib/protocol/generated/dapr-runtime';
import { RuntimeService as runtimeService } from '@/lib/protocol/generated/perdure-runtime';
import { TaskHubSidecarServiceService as service } from '@/lib/protocol/generated/service';
import type { Control } from './control';
import { rerunInstance, startInstance } from './create-instances';
import { importRun } from './import-run';
import { createEngineConnections, type EngineConnections, type EngineDirectory } from './engine-connections';

/** How long the engine may take, in milliseconds. */
export type ControlDeadlines = {
  readonly ping: number;
  /** Calls that are answered as soon as they are written down. */
  readonly act: number;
  /** Calls that are answered when their outcome is there. */
  readonly outcome: number;
  /** Calls that create an instance and are answered after its first turn; then the instance is looked for. */
  readonly created: number;
};

const DEADLINES: ControlDeadlines = { ping: 2_000, act: 10_000, outcome: 10_000, created: 3_000 };

/**
 * Steers the executions of the engines of a directory, each of which it connects to with the first call; `deadlines` in
 * place of the usual ones.
 */
export function createControl(options: EngineDirectory & { readonly deadlines?: Partial<ControlDeadlines> }): Control {
  const engine = createEngineConnections(options);
  const deadlines = { ...DEADLINES, ...options.deadlines };
  return {
    ...lifecycle(engine, deadlines),
    ...questions(engine, deadlines),
    start: (request) => startInstance(engine, deadlines.created, request),
    rerun: (request) => rerunInstance(engine, deadlines.created, request),
    async raiseEvent({ appId, instanceId }, { name, input }) {
      await engine.call({
        appId,
        method: service.raiseEvent,
        request: { instanceId, name, input },
        describe: `The event '${name}' for '${instanceId}'`,
        waitsForOutcome: false,
        deadlineMs: deadlines.act,
      });
    },
    async endWait({ appId, instanceId }, eventId) {
      await engine.call({
        appId,
        method: runtimeService.endWait,
        request: { instanceID: instanceId, eventID: eventId },
        describe: `Ending the wait of '${instanceId}'`,
        waitsForOutcome: false,
        deadlineMs: deadlines.act,
      });
    },
    importRun: (ref, run) => importRun(engine, deadlines.act, { ref, run }),
    async purge({ appId, instanceId }, { recursive, force }) {
      const { deletedInstanceCount } = await engine.call({
        appId,
        method: service.purgeInstances,
        request: { request: { $case: 'instanceId', value: instanceId }, recursive, force },
        describe: `Purging '${instanceId}'`,
        waitsForOutcome: true,
        deadlineMs: deadlines.act,
      });
      return deletedInstanceCount;
    },
    close: () => engine.close(),
  };
}

function questions(
  engine: EngineConnections,
  deadlines: ControlDeadlines,
): Pick<Control, 'ping' | 'workersOf' | 'versionOf'> {
  return {
    async versionOf(appId) {
      const { runtimeVersion } = await engine.call({
        appId,
        method: dapr.getMetadata,
        request: {},
        describe: `The version of '${appId}'`,
        waitsForOutcome: false,
        deadlineMs: deadlines.ping,
      });
      return runtimeVersion;
    },
    async ping(appId) {
      await engine.call({
        appId,
        method: service.hello,
        request: {},
        describe: 'An answer',
        waitsForOutcome: false,
        deadlineMs: deadlines.ping,
      });
    },
    async workersOf(appId) {
      const { extended, workflows } = await engine.call({
        appId,
        method: dapr.getMetadata,
        request: {},
        describe: `The workers of '${appId}'`,
        waitsForOutcome: false,
        deadlineMs: deadlines.ping,
      });
      return { connected: workflows?.connectedWorkers ?? 0, status: decodeAppStatus(extended) };
    },
  };
}

function lifecycle(
  engine: EngineConnections,
  deadlines: ControlDeadlines,
): Pick<Control, 'suspend' | 'resume' | 'terminate'> {
  const waiting = { waitsForOutcome: true, deadlineMs: deadlines.outcome };
  return {
    async suspend({ appId, instanceId }, { reason }) {
      await engine.call({
        appId,
        method: service.suspendInstance,
        request: { instanceId, reason },
        describe: `Pausing '${instanceId}'`,
        ...waiting,
      });
    },
    async resume({ appId, instanceId }, { reason }) {
      await engine.call({
        appId,
        method: service.resumeInstance,
        request: { instanceId, reason },
        describe: `Resuming '${instanceId}'`,
        ...waiting,
      });
    },
    async terminate({ appId, instanceId }, { output, recursive }) {
      await engine.call({
        appId,
        method: service.terminateInstance,
        request: { instanceId, output, recursive },
        describe: `Terminating '${instanceId}'`,
        ...waiting,
      });
    },
  };
}
