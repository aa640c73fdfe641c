import {
  Ban,
  CircleCheck,
  CircleDashed,
  CircleDot,
  CirclePause,
  OctagonX,
  TriangleAlert,
  type LucideIcon,
} from 'lucide-react';
import type { InstanceStatus } from '@/lib/domain/instance-status';

export type StatusStyle = {
  readonly icon: LucideIcon;
  readonly word: string;
  /** Color of the icon. */
  readonly text: string;
  /** Background of a badge or banner. */
  readonly tint: string;
  /** Background of a segment in a bar, with its pattern. */
  readonly bar: string;
  /** The CSS color, for places that take no class. */
  readonly color: string;
};

/** How each status looks, everywhere. */
export const STATUS_STYLES: Record<InstanceStatus, StatusStyle> = {
  pending: {
    icon: CircleDashed,
    word: 'Pending',
    text: 'text-pending',
    tint: 'bg-pending-tint',
    bar: 'border border-pending bg-surface',
    color: 'var(--pending)',
  },
  running: {
    icon: CircleDot,
    word: 'Running',
    text: 'text-running',
    tint: 'bg-running-tint',
    bar: 'bg-running',
    color: 'var(--running)',
  },
  suspended: {
    icon: CirclePause,
    word: 'Suspended',
    text: 'text-suspended',
    tint: 'bg-suspended-tint',
    bar: 'bg-suspended',
    color: 'var(--suspended)',
  },
  stalled: {
    icon: TriangleAlert,
    word: 'Stalled',
    text: 'text-stalled',
    tint: 'bg-stalled-tint',
    bar: 'bg-stalled',
    color: 'var(--stalled)',
  },
  completed: {
    icon: CircleCheck,
    word: 'Completed',
    text: 'text-completed',
    tint: 'bg-completed-tint',
    bar: 'bg-completed',
    color: 'var(--completed)',
  },
  failed: {
    icon: OctagonX,
    word: 'Failed',
    text: 'text-failed',
    tint: 'bg-failed-tint',
    bar: 'bg-failed hatched',
    color: 'var(--failed)',
  },
  terminated: {
    icon: Ban,
    word: 'Terminated',
    text: 'text-terminated',
    tint: 'bg-terminated-tint',
    bar: 'bg-terminated',
    color: 'var(--terminated)',
  },
};

/** Only trouble gets a filled tint; the rest is an icon and a word. */
export function needsAttention(status: InstanceStatus): boolean {
  return status === 'failed' || status === 'stalled';
}
