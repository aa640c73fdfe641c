'use client';

import { doneSchema } from '@/lib/api/actions';
import { hasEnded } from '@/lib/domain/instance-status';
import type { InstanceRef } from '@/lib/domain/instance';
import { refusedToast } from '@/components/shared/forms/refused-toast';
import { outcomeToast } from './outcome-toast';
import type { Status } from '@/components/shared/actions/until-observed';
import { useSend } from '@/components/shared/actions/use-send';

export type HoldAction = 'pause' | 'resume';

const isHeld = (status: Status): boolean => status === 'suspended' || hasEnded(status);
const isReleased = (status: Status): boolean => status !== 'suspended';

export type HoldCalls = {
  /** Called besides what the page says. */
  readonly onDone?: () => void;
  /** Called instead of saying the refusal in a toast. */
  readonly onError?: (error: unknown) => void;
};

/** Pause and resume need no confirmation: each undoes the other. */
export function useHold(instance: InstanceRef, { onDone, onError }: HoldCalls = {}) {
  const id = instance.instanceId;
  const resume = useSend(instance, {
    ...{ action: 'resume', schema: doneSchema, isDone: isReleased },
    onDone: (_, outcome) => {
      outcomeToast(outcome, { done: `Resumed ${id}`, asked: `resume ${id}` });
      onDone?.();
    },
    onError: onError ?? ((error) => refusedToast(`Could not resume ${id}.`, error)),
  });
  const pause = useSend(instance, {
    ...{ action: 'pause', schema: doneSchema, isDone: isHeld },
    onDone: (_, outcome) => {
      const undo = { label: 'Undo', onClick: () => resume.mutate({}) };
      outcomeToast(outcome, {
        ...{ done: `Suspended ${id}`, asked: `pause ${id}` },
        more: { duration: 10_000, action: undo },
      });
      onDone?.();
    },
    onError: onError ?? ((error) => refusedToast(`Could not pause ${id}.`, error)),
  });
  return { pause, resume };
}
