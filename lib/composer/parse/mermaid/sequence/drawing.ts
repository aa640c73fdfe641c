import type { Element } from '../../../model/element';
import type { ProcessDraft } from '../process-draft';
import { addFlow } from '../process-draft';
import type { Participant, SequenceStep } from './sequence';

/** An arrow that has begun and goes to whatever comes next. */
export interface OpenFlow {
  readonly from: string;
  readonly label?: string;
}

/** Where steps are drawn: a process, and the insides that are found on the way. */
export interface Drawing {
  readonly draft: ProcessDraft;
  readonly insides: ProcessDraft[];
  readonly participants: ReadonlyMap<string, Participant>;
  /** Something else runs beside these steps. */
  readonly isParallel: boolean;
  /** Draws steps after what is open, and says what is open then. */
  readonly draw: (steps: readonly SequenceStep[], open: readonly OpenFlow[], drawing: Drawing) => readonly OpenFlow[];
}

/** Puts an element where the open arrows lead to. */
export function place({ draft }: Drawing, element: Element, open: readonly OpenFlow[]): readonly OpenFlow[] {
  draft.elements.push(element);
  lead(draft, open, element.id);
  return [{ from: element.id }];
}

export function lead(draft: ProcessDraft, open: readonly OpenFlow[], to: string): void {
  for (const { from, label } of open) addFlow(draft, { from, to, ...(label !== undefined && { label }) });
}
