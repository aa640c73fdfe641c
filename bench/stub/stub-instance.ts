import type { Timestamp } from '@/lib/protocol/generated/google/protobuf/timestamp';
import type { GetInstanceResponse } from '@/lib/protocol/generated/client';
import type { HistoryEvent } from '@/lib/protocol/generated/history';
import { OrchestrationStatus } from '@/lib/protocol/generated/workflow';

/** An instance of the stand-in sidecar, all of it in memory. */
export type StubInstance = {
  readonly id: string;
  readonly name: string;
  /** Events that the worker has seen. */
  past: HistoryEvent[];
  /** Events of the turn that is with the worker; absent when none is. */
  turn?: HistoryEvent[] | undefined;
  /** Events that wait for the next turn. */
  inbox: HistoryEvent[];
  /** Of the next stored event. */
  sequence: number;
  status: OrchestrationStatus;
  output?: string | undefined;
  /** Answers the start, once the first turn is over. */
  started?: (() => void) | undefined;
  readonly waiters: ((state: GetInstanceResponse) => void)[];
};

export function newInstance(id: string, name: string, started: () => void): StubInstance {
  const status = OrchestrationStatus.ORCHESTRATION_STATUS_RUNNING;
  return { id, name, past: [], inbox: [], sequence: 0, status, started, waiters: [] };
}

export function hasEnded({ status }: StubInstance): boolean {
  return status !== OrchestrationStatus.ORCHESTRATION_STATUS_RUNNING;
}

export function stateOf({ id, name, status, output }: StubInstance): GetInstanceResponse {
  return { exists: true, workflowState: { instanceId: id, name, workflowStatus: status, output, tags: {} } };
}

/** An event that happens now. */
export function eventNow(eventId: number, eventType: NonNullable<HistoryEvent['eventType']>): HistoryEvent {
  return { eventId, timestamp: timestampNow(), eventType };
}

function timestampNow(): Timestamp {
  const now = Date.now();
  return { seconds: Math.floor(now / 1000), nanos: (now % 1000) * 1e6 };
}
