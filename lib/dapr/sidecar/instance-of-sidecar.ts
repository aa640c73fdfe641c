import type { EngineState, ToldEvent } from '@/lib/control/engine-questions';
import type { Flaw } from '@/lib/domain/flaw';
import type { HistoryEvent } from '@/lib/domain/history-event';
import type { DaprInstance } from '../dapr-instance';
import type { NamespacedRef } from '../row-keys';

/** What a sidecar told of one instance; `told` in the order of the history. */
export type SidecarAnswers = { readonly state: EngineState; readonly told: readonly ToldEvent[] };

/** What cannot be shown of an instance that has not begun, and why. */
const NOT_BEGUN: Flaw = {
  key: 'start',
  what: 'is told by the state store only: a sidecar knows neither name nor input of an execution that has not begun',
};

/** The instance that a sidecar's answers tell of, as far as they do: inbox, propagated history and signatures are not told. */
export function instanceOfSidecar(ref: NamespacedRef, { state, told }: SidecarAnswers): DaprInstance {
  const history = told.flatMap((one) => ('event' in one ? [one.event] : []));
  const unread = told.flatMap((one, index): Flaw[] =>
    'fault' in one ? [{ key: `event ${index}`, what: one.fault }] : [],
  );
  const notBegun = told.length === 0 && state.status === 'pending' ? [NOT_BEGUN] : [];
  return {
    appId: ref.appId,
    instanceId: ref.instanceId,
    namespace: ref.namespace,
    metadata: {
      ...{ inboxLength: 0, historyLength: told.length, generation: leastGeneration(history) },
      ...{ signatureLength: 0, signingCertificateLength: 0, externalSigningCertificateLength: 0 },
    },
    ...{ history, inbox: [], signatures: [], customStatus: state.customStatus },
    flaws: [...unread, ...notBegun],
  };
}

/** A sidecar does not count generations. The start of one that continues another is made in its first turn, so after it. */
function leastGeneration(history: readonly HistoryEvent[]): number {
  const started = history.find(({ kind }) => kind === 'execution-started');
  const turn = history.find(({ kind }) => kind === 'workflow-started');
  return started !== undefined && turn !== undefined && started.at >= turn.at ? 2 : 1;
}
