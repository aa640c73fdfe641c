import { durationWords } from '@/lib/domain/duration-words';
import type { CompletionStatus } from '@/lib/domain/history-event';
import type { GroupNode, StallNode, StepNode, StepNodeKind } from './graph';

/** What a run ended with, as people read it. */
export const END_WORD: Record<CompletionStatus, string> = {
  completed: 'Completed',
  failed: 'Failed',
  terminated: 'Terminated',
  canceled: 'Canceled',
  'continued-as-new': 'Continued as new',
  stalled: 'Stalled',
};

/** A step's status in one or two words, in small letters. */
export function statusWord(step: StepNode): string {
  if (step.timedOut) return 'deadline passed';
  if (step.ignored) return 'ignored';
  switch (step.status) {
    case 'scheduled':
      return openWord(step);
    case 'completed':
      return completedWord(step.kind);
    case 'failed':
      return 'failed';
    case 'canceled':
      return 'canceled';
    case 'discarded':
      return 'discarded';
  }
}

function openWord(step: StepNode): string {
  if (step.retryAt !== undefined) return 'retrying';
  return step.kind === 'event' || step.kind === 'timer' ? 'waiting' : 'running';
}

function completedWord(kind: StepNodeKind): string {
  if (kind === 'event') return 'received';
  return kind === 'message' ? 'sent' : 'completed';
}

/** "97 × PriceItem", "32,700 steps" */
export function groupTitle({ members, name, isSection }: GroupNode): string {
  if (isSection === true) return `${members.length.toLocaleString('en-US')} steps`;
  return `${members.length} × ${name}`;
}

/** "Suspended 4 min: bad deploy" */
export function suspensionWords(from: number, to: number | undefined, reason: string | undefined): string {
  const span = to === undefined ? '' : ` ${durationWords(to - from)}`;
  return `Suspended${span}${reason === undefined || reason === '' ? '' : `: ${reason}`}`;
}

/** "Stalled 4 min: version v1 of Order is not available on the worker" */
export function stallWords({ from, to, reason, description }: StallNode): string {
  const span = to === undefined ? '' : ` ${durationWords(to - from)}`;
  return `Stalled${span}: ${description ?? reason.replaceAll('-', ' ')}`;
}
