import type { HistoryEvent, PropagationScope } from './history-event';

/** What happened in one run up to the moment when it called. */
export type PropagatedChunk = {
  readonly appId: string;
  readonly instanceId: string;
  readonly workflowName: string;
  readonly events: readonly HistoryEvent[];
};

/** History of its callers that an activity or a child workflow is told, the eldest first (dapr-protocol 2.9). */
export type PropagatedHistory = {
  readonly scope: Exclude<PropagationScope, 'none'>;
  readonly chunks: readonly PropagatedChunk[];
};
