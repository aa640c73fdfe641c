import { Ban, CircleCheck, CircleDashed, CircleX, ShieldX, type LucideIcon } from 'lucide-react';
import type { AuditAction, AuditOutcome } from '@/lib/domain/audit';

/** Actions as people read them. */
export const ACTION_WORDS: Readonly<Record<AuditAction, string>> = {
  'instance.start': 'Start',
  'instance.pause': 'Pause',
  'instance.resume': 'Resume',
  'instance.terminate': 'Terminate',
  'instance.raise-event': 'Raise event',
  'instance.rerun': 'Rerun',
  'instance.retry-now': 'Retry now',
  'instance.purge': 'Purge',
  'instance.export': 'Export executions',
  'instance.import': 'Import execution',
  'bulk.confirm': 'Confirm bulk job',
  'bulk.steer': 'Change bulk job',
  'bulk.retry': 'Retry in bulk job',
  'bulk.delete': 'Delete bulk job',
  'bulk.export': 'Export bulk job',
  'project.run': 'Run project',
  'project.stop': 'Stop project',
  'payload.reveal': 'See payloads',
  'view.save': 'Save view',
  'view.delete': 'Delete view',
  'session.sign-in': 'Sign in',
  'session.sign-out': 'Sign out',
  'session.end': 'End sessions',
  'session.change-role': 'Change role of session',
  'token.create': 'Create token',
  'token.revoke': 'Revoke token',
  'target.check': 'Check target',
  'target.add': 'Add target',
  'target.remove': 'Remove target',
  'audit.export': 'Export audit log',
  'composer.ask': 'Ask language model',
};

export type OutcomeLook = {
  readonly word: string;
  readonly icon: LucideIcon;
  readonly color: string;
  readonly means: string;
};

/** Outcomes: always icon, word and color. */
export const OUTCOME_LOOKS: Readonly<Record<AuditOutcome, OutcomeLook>> = {
  done: { word: 'Done', icon: CircleCheck, color: 'text-completed', means: 'It was carried out.' },
  refused: { word: 'Refused', icon: Ban, color: 'text-text-2', means: 'It was not possible.' },
  failed: {
    ...{ word: 'Failed', icon: CircleX, color: 'text-failed' },
    means: 'It could not be carried out, or nobody knows whether it was.',
  },
  denied: { word: 'Denied', icon: ShieldX, color: 'text-failed', means: 'The actor may not do it.' },
  open: {
    ...{ word: 'Open', icon: CircleDashed, color: 'text-text-3' },
    means: 'It was allowed, and no outcome was written: it is under way, or the console ended meanwhile.',
  },
};
