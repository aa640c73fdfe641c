import type { Element } from '../../../model/element';
import type { ProcessDraft } from '../process-draft';
import { emptyDraft, task } from '../process-draft';
import { resultOf, triggerOf } from '../trigger-words';
import { drawBlock } from './draw-block';
import type { Drawing, OpenFlow } from './drawing';
import { lead, place } from './drawing';
import type { Message, Participant, Sequence, SequenceStep } from './sequence';

/** The process that a sequence diagram tells, and after it the insides of its sub-processes. */
export function drawProcess({ participants, steps }: Sequence, name: string): readonly ProcessDraft[] {
  const insides: ProcessDraft[] = [];
  const draft = emptyDraft({ id: 'process', name });
  drawWhole({ draft, insides, participants, isParallel: false, draw: drawSteps }, steps);
  return [draft, ...insides];
}

/** Draws a whole process: its lanes, an implied start, the steps, an implied end. */
function drawWhole(drawing: Drawing, steps: readonly SequenceStep[]): void {
  const { draft, participants } = drawing;
  draft.lanes.push(...[...participants.values()].map(({ id, name }) => ({ id, name })));
  const begun = place(drawing, { kind: 'start', id: `${draft.id}__start`, name: '', implied: true }, []);
  const open = drawSteps(steps, begun, drawing);
  const end = `${draft.id}__end`;
  draft.elements.push({ kind: 'end', id: end, name: '', implied: true, result: { kind: 'none' } });
  lead(draft, open, end);
}

function drawSteps(steps: readonly SequenceStep[], open: readonly OpenFlow[], drawing: Drawing): readonly OpenFlow[] {
  return steps.reduce<readonly OpenFlow[]>((before, step) => {
    if (step.kind === 'block') return drawBlock(step, before, { ...drawing, drawWhole });
    const element = messageElement(step, drawing.participants);
    return element === undefined ? before : place(drawing, element, before);
  }, open);
}

/** A message is a step in the lane of who gets it; a dotted one is an answer and no step of its own. */
function messageElement(
  { from, to, text, arrow, line }: Message,
  participants: ReadonlyMap<string, Participant>,
): Element | undefined {
  const common = { id: `message-${line.number}`, name: text, lane: to };
  switch (arrow) {
    case '-->>':
    case '-->':
      return undefined;
    case '-x':
    case '--x':
      return { kind: 'unsupported', ...common, type: 'lost message' };
    case '-)':
    case '--)':
      return participants.get(from)?.isActor === true
        ? { kind: 'catch', ...common, trigger: triggerOf(text) ?? { kind: 'message', name: text } }
        : { kind: 'throw', ...common, lane: from, result: resultOf(text) ?? { kind: 'message', name: text } };
    default:
      return { ...task(common.id, text), lane: to, task: participants.get(to)?.isActor === true ? 'user' : 'task' };
  }
}
