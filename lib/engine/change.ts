import type { EventOf, HistoryEvent, HistoryEventBody } from '@/lib/domain/history-event';
import type { InboxEntry } from '@/lib/domain/inbox-entry';
import type { InstanceRef } from '@/lib/domain/instance';
import type { PropagatedHistory } from '@/lib/domain/propagated-history';
import type { Step } from '@/lib/domain/step';
import type { LiveInstance } from './live-instance';

/** One transition: the instance after it, and what must be written for it. */
export type Change = {
  readonly next: LiveInstance;
  /** True when earlier history (and steps) are dropped: continue-as-new, or a new run on an old id. */
  readonly reset: boolean;
  readonly append: readonly HistoryEvent[];
  /** Inbox entries up to this sequence are consumed. */
  readonly removeThrough: number | undefined;
  readonly add: readonly InboxEntry[];
  readonly steps: readonly Step[];
};

/** What a transition asks of other instances; carried out in the same commit. */
export type Outgoing =
  | {
      readonly kind: 'create';
      readonly ref: InstanceRef;
      readonly started: EventOf<'execution-started'>;
      /** The action that waits for this child; absent for a detached workflow. */
      readonly taskId: number | undefined;
      /** History that the call asked to have told to the child. */
      readonly propagated?: PropagatedHistory | undefined;
    }
  | {
      readonly kind: 'deliver';
      readonly to: InstanceRef;
      readonly event: HistoryEventBody;
      /** Deliver only to this execution of the target (B32); absent: to whichever runs. */
      readonly executionId: string | undefined;
    }
  | {
      readonly kind: 'terminate';
      readonly to: InstanceRef;
      readonly output: string | undefined;
      readonly recurse: boolean;
    };

/** A transition that writes nothing but what `fields` names. */
export function changeOf(next: LiveInstance, fields: Partial<Omit<Change, 'next'>>): Change {
  return { next, reset: false, append: [], removeThrough: undefined, add: [], steps: [], ...fields };
}
