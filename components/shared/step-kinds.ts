import { FunctionSquare, MailOpen, Timer, Workflow, type LucideIcon } from 'lucide-react';
import type { StepKind } from '@/lib/domain/step';

export type KindLook = { readonly icon: LucideIcon; readonly word: string };

/** How each kind of step is drawn and called, everywhere. */
export const STEP_KINDS: Record<StepKind, KindLook> = {
  activity: { icon: FunctionSquare, word: 'activity' },
  timer: { icon: Timer, word: 'timer' },
  event: { icon: MailOpen, word: 'event' },
  child: { icon: Workflow, word: 'child workflow' },
};
