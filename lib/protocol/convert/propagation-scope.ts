import type { PropagationScope } from '@/lib/domain/history-event';
import { HistoryPropagationScope } from '../generated/workflow';

const toWire: Record<PropagationScope, HistoryPropagationScope> = {
  none: HistoryPropagationScope.HISTORY_PROPAGATION_SCOPE_NONE,
  'own-history': HistoryPropagationScope.HISTORY_PROPAGATION_SCOPE_OWN_HISTORY,
  lineage: HistoryPropagationScope.HISTORY_PROPAGATION_SCOPE_LINEAGE,
};

export function propagationToWire(scope: PropagationScope | undefined): HistoryPropagationScope | undefined {
  return scope && toWire[scope];
}

/** A scope of a later protocol counts as not asked for. */
export function propagationFromWire(scope: HistoryPropagationScope | undefined): PropagationScope | undefined {
  switch (scope) {
    case HistoryPropagationScope.HISTORY_PROPAGATION_SCOPE_NONE:
      return 'none';
    case HistoryPropagationScope.HISTORY_PROPAGATION_SCOPE_OWN_HISTORY:
      return 'own-history';
    case HistoryPropagationScope.HISTORY_PROPAGATION_SCOPE_LINEAGE:
      return 'lineage';
    default:
      return undefined;
  }
}
