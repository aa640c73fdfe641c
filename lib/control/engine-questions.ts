import type { HistoryEvent } from '@/lib/domain/history-event';
import type { InstanceRef } from '@/lib/domain/instance';
import type { InstanceStatus } from '@/lib/domain/instance-status';
import type { Instant } from '@/lib/domain/instant';
import { historyEventFromWire } from '@/lib/protocol/convert/history-event';
import { instanceStatusFromWire } from '@/lib/protocol/convert/instance-status';
import { optionalInstantFromWire } from '@/lib/protocol/convert/instant';
import type { HistoryEvent as WireHistoryEvent } from '@/lib/protocol/generated/history';
import { TaskHubSidecarServiceService as service } from '@/lib/protocol/generated/service';
import { createEngineConnections, type EngineConnections, type EngineDirectory } from './engine-connections';

/** Asked for one page of ids; `after` is what the page before told to go on with. */
export type IdsAsked = { readonly after?: string | undefined; readonly limit: number };
export type IdsPage = { readonly ids: readonly string[]; readonly next?: string | undefined };

/** What GetInstance tells. The engine knows neither name nor times of an instance that has not begun. */
export type EngineState = {
  /** Undefined for a status that this version does not know. */
  readonly status: InstanceStatus | undefined;
  readonly createdAt?: Instant | undefined;
  /** When its last event happened. */
  readonly updatedAt?: Instant | undefined;
  /** Told when payloads were asked for. */
  readonly customStatus?: string | undefined;
};

/** An event, or what is wrong with one that cannot be read. */
export type ToldEvent = { readonly event: HistoryEvent } | { readonly fault: string };

/** What the engine of an App ID tells of its instances (Dapr 1.17 and newer). Errors as those of `Control`. */
export type EngineQuestions = {
  listIds(appId: string, asked: IdsAsked): Promise<IdsPage>;
  /** Undefined: there is no such instance. */
  stateOf(ref: InstanceRef, wants: { readonly payloads: boolean }): Promise<EngineState | undefined>;
  /** What was received and not yet handed to a worker is not in it. */
  historyOf(ref: InstanceRef): Promise<readonly ToldEvent[]>;
  close(): void;
};

const DEADLINE_MS = 10_000;

/** Connects with the first question. */
export function createEngineQuestions(directory: EngineDirectory): EngineQuestions {
  const engine = createEngineConnections(directory);
  return { ...questionsTo(engine), close: () => engine.close() };
}

function questionsTo(engine: EngineConnections): Omit<EngineQuestions, 'close'> {
  const asking = { waitsForOutcome: false, deadlineMs: DEADLINE_MS };
  return {
    async listIds(appId, { after, limit }) {
      const { instanceIds, continuationToken } = await engine.call({
        ...{ appId, ...asking, method: service.listInstanceIDs, describe: `The executions of '${appId}'` },
        request: { continuationToken: after, pageSize: limit },
      });
      return { ids: instanceIds, next: continuationToken === '' ? undefined : continuationToken };
    },
    async stateOf({ appId, instanceId }, { payloads }) {
      const { exists, workflowState } = await engine.call({
        ...{ appId, ...asking, method: service.getInstance, describe: `The state of '${instanceId}'` },
        request: { instanceId, getInputsAndOutputs: payloads },
      });
      if (!exists || workflowState === undefined) return undefined;
      const { workflowStatus, createdTimestamp, lastUpdatedTimestamp, customStatus } = workflowState;
      return {
        status: instanceStatusFromWire(workflowStatus),
        createdAt: optionalInstantFromWire(createdTimestamp),
        updatedAt: optionalInstantFromWire(lastUpdatedTimestamp),
        customStatus: customStatus === '' ? undefined : customStatus,
      };
    },
    async historyOf({ appId, instanceId }) {
      const { events } = await engine.call({
        ...{ appId, ...asking, method: service.getInstanceHistory, describe: `The history of '${instanceId}'` },
        request: { instanceId },
      });
      return events.map(toldEvent);
    },
  };
}

function toldEvent(wire: WireHistoryEvent): ToldEvent {
  try {
    return { event: historyEventFromWire(wire) };
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) };
  }
}
