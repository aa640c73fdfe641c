import { toast, type ExternalToast } from 'sonner';
import { askedWords, doneWords, type Outcome } from '@/components/shared/forms/outcome-words';

export type OutcomeTold = {
  /** "Suspended order-1" */
  readonly done: string;
  /** "pause order-1" */
  readonly asked: string;
  /** What can be done about it, when it is done. */
  readonly more?: ExternalToast;
};

/** Says what became of an action: that it is done, and how long that took; or that it was asked for and no more. */
export function outcomeToast(outcome: Outcome, { done, asked, more }: OutcomeTold): void {
  if (outcome.isDone) toast.success(doneWords(done, outcome), more);
  else toast.info(askedWords(asked, outcome));
}
