import { Rocket, Send } from 'lucide-react';
import type { CompletionStatus } from '@/lib/domain/history-event';
import type { InstanceStatus } from '@/lib/domain/instance-status';
import type { StepStatus } from '@/lib/domain/step';
import { statusWord } from '@/lib/graph/node-words';
import type { StepNode, StepNodeKind } from '@/lib/graph/graph';
import { STEP_KINDS, type KindLook } from '@/components/shared/step-kinds';

/** How each kind of step is drawn and called. */
export const KIND_LOOK: Record<StepNodeKind, KindLook> = {
  ...STEP_KINDS,
  detached: { icon: Rocket, word: 'detached workflow' },
  message: { icon: Send, word: 'sent event' },
};

/** The instance status whose colors and icon a step's status borrows. */
export const STEP_STATUS_AS: Record<StepStatus, InstanceStatus> = {
  scheduled: 'running',
  completed: 'completed',
  failed: 'failed',
  canceled: 'terminated',
  discarded: 'terminated',
};

/** The same for a step; one whose deadline passed is over and nothing to be glad of. */
export function lookOf({ status, timedOut }: StepNode): InstanceStatus {
  return timedOut ? 'terminated' : STEP_STATUS_AS[status];
}

/** The same for the word a run ended with. */
export const END_STATUS_AS: Record<CompletionStatus, InstanceStatus> = {
  completed: 'completed',
  failed: 'failed',
  terminated: 'terminated',
  canceled: 'terminated',
  'continued-as-new': 'completed',
  stalled: 'stalled',
};

/** Where a step is done, when not by the run's own app, and whether another run was repeated from it on. */
export function originWords({ appId, rerunOf }: StepNode): readonly string[] {
  return [...(appId === undefined ? [] : [`in ${appId}`]), ...(rerunOf === undefined ? [] : ['rerun from here'])];
}

/** What a screen reader says for a step: kind, name, status, and what sets it apart. */
export function stepLabel(step: StepNode): string {
  return [`${KIND_LOOK[step.kind].word} ${step.name} ${statusWord(step)}`, ...originWords(step)].join(', ');
}
