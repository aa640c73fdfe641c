import type { DaprInstance } from '@/lib/dapr/dapr-instance';
import type { InstanceDetail } from '@/lib/domain/instance';
import type { Instant } from '@/lib/domain/instant';
import type { Step } from '@/lib/domain/step';
import { payloadOf, recordOf } from '@/lib/runtime/world/record';
import type { HistoryEntry } from '@/lib/store/console-store';
import { deriveRun } from './derive-run';
import { flawsOf } from './mirror-write';
import { identifyRun, type KnownRun } from './run-identity';

/** An instance as the cluster tells it now, in the form in which a store answers. */
export type LiveRun = {
  readonly instance: Omit<InstanceDetail, 'revision' | 'asOf'>;
  readonly entries: readonly HistoryEntry[];
  /** Of the current generation. */
  readonly steps: readonly Step[];
};

/** The run in these rows; `known`: what the mirror has of it. */
export function liveRun(found: DaprInstance, known: KnownRun | undefined, now: Instant): LiveRun {
  const inbox = found.inbox.map((event, seq) => ({ seq, event }));
  const run = identifyRun(found, known);
  const { live, steps } = deriveRun(found, { ...run, key: 0, inbox, seenAt: known?.record.createdAt ?? now });
  const { key: _k, parentTaskId: _p, inboxLength: _i, dueAt: _d, askAgainAt: _a, ...summary } = recordOf(live, now);
  return {
    instance: { ...summary, ...payloadOf(live), flaws: flawsOf(found) },
    entries: [...found.history, ...found.inbox].map((event, sequence) => ({
      ...{ sequence, event },
      pending: sequence >= found.history.length,
    })),
    steps,
  };
}
