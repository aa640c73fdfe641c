import { hasImportedTag } from './imported';
import { hasEnded, type InstanceStatus } from './instance-status';

export const INSTANCE_ACTIONS = ['pause', 'resume', 'raise-event', 'terminate', 'rerun', 'purge'] as const;

/** What a person can do to one instance. */
export type InstanceAction = (typeof INSTANCE_ACTIONS)[number];

/** What the rules need to know about an instance. */
export type ActionSubject = {
  readonly status: InstanceStatus;
  readonly isChild: boolean;
  /** Absent: it is known to be no import, or the runtime will see. */
  readonly tags?: Readonly<Record<string, string>>;
};

/**
 * Says why an action is not possible now, or `undefined` when it is. The runtime decides; this is the same matrix told
 * in advance, so that a control can be disabled with its reason.
 */
export function whyNot(action: InstanceAction, subject: ActionSubject): string | undefined {
  if (hasImportedTag(subject.tags)) return action === 'purge' ? undefined : 'Imported: it is kept to be looked at.';
  return RULES[action](subject);
}

const STATUS_WORDS: Record<InstanceStatus, string> = {
  pending: 'Pending',
  running: 'Running',
  suspended: 'Suspended',
  stalled: 'Stalled',
  completed: 'Completed',
  failed: 'Failed',
  terminated: 'Terminated',
};

const RULES: Record<InstanceAction, (subject: ActionSubject) => string | undefined> = {
  pause: ({ status }) => {
    if (status === 'suspended') return 'Already suspended.';
    return hasEnded(status) ? `Already ended (${STATUS_WORDS[status]}); there is nothing to pause.` : undefined;
  },
  resume: ({ status }) => {
    if (hasEnded(status)) return `Already ended (${STATUS_WORDS[status]}); there is nothing to resume.`;
    return status === 'suspended' ? undefined : 'Not suspended.';
  },
  'raise-event': ({ status }) => {
    if (hasEnded(status)) return 'Ended executions discard events.';
    return status === 'stalled' ? 'Stalled: events are refused until the stall is solved.' : undefined;
  },
  terminate: ({ status }) => (hasEnded(status) ? `Already ended (${STATUS_WORDS[status]}).` : undefined),
  rerun: ({ status, isChild }) => {
    if (!hasEnded(status)) return 'Rerun needs an ended execution.';
    return isChild ? 'A child cannot be rerun; rerun its parent.' : undefined;
  },
  purge: ({ status }) => (hasEnded(status) ? undefined : 'Only ended executions can be purged. Terminate it first.'),
};
