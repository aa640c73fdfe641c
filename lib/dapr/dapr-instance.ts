import type { Flaw } from '@/lib/domain/flaw';
import type { HistoryEvent } from '@/lib/domain/history-event';
import type { InstanceRef } from '@/lib/domain/instance';
import type { PropagatedHistory } from '@/lib/domain/propagated-history';
import type { SignedRange, WorkflowStateMetadata } from '@/lib/protocol/convert/dapr-state';

/**
 * What the state store of a Dapr cluster holds of one instance.
 *
 * 1. Every row is accounted for: it is in one of the fields, or in `flaws`.
 * 2. An event that could not be read is not in `history` or `inbox`, so what follows from them may be wrong where there are
 *    flaws.
 */
export type DaprInstance = InstanceRef & {
  readonly namespace: string;
  /** Absent when the row is missing or cannot be read; `flaws` says which. */
  readonly metadata?: WorkflowStateMetadata | undefined;
  /** The current generation: continue-as-new replaces the events of the one before. */
  readonly history: readonly HistoryEvent[];
  /** Received and not yet taken into the history. */
  readonly inbox: readonly HistoryEvent[];
  readonly customStatus?: string | undefined;
  /** History of its callers that it was started with. */
  readonly propagated?: PropagatedHistory | undefined;
  /** Ranges of the history that were signed, in order. Whether the signatures are right is not checked. */
  readonly signatures: readonly SignedRange[];
  readonly flaws: readonly Flaw[];
};
