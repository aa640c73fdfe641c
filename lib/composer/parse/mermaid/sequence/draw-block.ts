import type { Element } from '../../../model/element';
import { insideId } from '../../../model/inside-id';
import { child, emptyDraft, gateway } from '../process-draft';
import type { Drawing, OpenFlow } from './drawing';
import { lead, place } from './drawing';
import type { Block, SequenceStep } from './sequence';

type BlockDrawing = Drawing & { readonly drawWhole: (drawing: Drawing, steps: readonly SequenceStep[]) => void };

const eachItem = /^(?:for\s+)?each\s+(\w+)\s+(?:in|of)\s+(\w+)$/i;

/** A block of a sequence diagram as BPMN draws it. */
export function drawBlock(block: Block, open: readonly OpenFlow[], drawing: BlockDrawing): readonly OpenFlow[] {
  switch (block.word) {
    case 'alt':
    case 'opt':
      return drawChoice(block, open, drawing);
    case 'break':
      return drawBreak(block, open, drawing);
    case 'par':
      return drawParallel(block, open, drawing);
    case 'loop':
      return drawLoop(block, open, drawing);
    case 'critical':
      return drawCritical(block, open, drawing);
  }
}

function idOf({ word, line }: Block): string {
  return `${word}-${line.number}`;
}

/** `alt` and `opt`: one branch each; with a single one there is also the way past it. */
function drawChoice(block: Block, open: readonly OpenFlow[], drawing: BlockDrawing): readonly OpenFlow[] {
  const id = idOf(block);
  place(drawing, questionAt(id, block), open);
  const ends = block.branches.flatMap(({ label, steps }, index) => {
    const words = label === '' && index > 0 ? 'else' : label;
    return drawing.draw(steps, [{ from: id, label: words }], drawing);
  });
  return block.branches.length === 1 ? [...ends, { from: id, label: 'else' }] : ends;
}

function questionAt(id: string, { branches }: Block): Element {
  return gateway(id, 'exclusive', branches[0] === undefined || branches[0].label === '' ? '' : `${branches[0].label}?`);
}

/** `break`: when it happens the process ends after the steps, and everything beside them as well. */
function drawBreak(block: Block, open: readonly OpenFlow[], drawing: BlockDrawing): readonly OpenFlow[] {
  const id = idOf(block);
  place(drawing, questionAt(id, block), open);
  const [branch] = block.branches;
  const done = drawing.draw(branch?.steps ?? [], [{ from: id, label: branch?.label ?? '' }], drawing);
  const result = { kind: drawing.isParallel ? ('terminate' as const) : ('none' as const) };
  place(drawing, { kind: 'end', id: `${id}__end`, name: '', implied: true, result }, done);
  return [{ from: id, label: 'else' }];
}

/** `par`: all branches at once, joined when all are done. */
function drawParallel(block: Block, open: readonly OpenFlow[], drawing: BlockDrawing): readonly OpenFlow[] {
  const id = idOf(block);
  const inBranch = { ...drawing, isParallel: true };
  place(drawing, gateway(id, 'parallel'), open);
  const ends = block.branches.map(({ steps }, index) => {
    const done = drawing.draw(steps, [{ from: id }], inBranch);
    const merge: Element = { ...gateway(`${id}__branch-${index + 1}`, 'exclusive'), implied: true };
    return done.length > 1 ? place(drawing, merge, done) : done;
  });
  return place(drawing, { ...gateway(`${id}__end`, 'parallel'), implied: true }, ends.flat());
}

/** `loop`: again while the condition holds, or once for each item of a list. */
function drawLoop(block: Block, open: readonly OpenFlow[], drawing: BlockDrawing): readonly OpenFlow[] {
  const id = idOf(block);
  const [branch] = block.branches;
  const [, item, collection] = eachItem.exec(branch?.label ?? '') ?? [];
  if (item !== undefined && collection !== undefined) {
    const many = { order: 'sequential' as const, collection, item };
    return drawInside(block, open, { drawing, child: { ...child(id, branch?.label ?? ''), many } });
  }
  place(drawing, questionAt(id, block), open);
  const done = drawing.draw(branch?.steps ?? [], [{ from: id, label: branch?.label ?? '' }], drawing);
  lead(drawing.draft, done, id);
  return [{ from: id, label: 'else' }];
}

/** `critical`: a sub-process; each `option` is the way on when it fails with that error. */
function drawCritical(block: Block, open: readonly OpenFlow[], drawing: BlockDrawing): readonly OpenFlow[] {
  const id = idOf(block);
  const done = drawInside(block, open, { drawing, child: child(id, block.branches[0]?.label ?? '') });
  const options = block.branches.slice(1).flatMap(({ label, steps }, index) => {
    const event = `${id}__option-${index + 1}`;
    const trigger = { kind: 'error' as const, ...(label !== '' && { code: label }) };
    const hung: Element = { kind: 'boundary', id: event, name: label, attachedTo: id, trigger, interrupting: true };
    drawing.draft.elements.push(hung);
    return drawing.draw(steps, [{ from: event }], drawing);
  });
  return [...done, ...options];
}

function drawInside(
  block: Block,
  open: readonly OpenFlow[],
  { drawing, child: element }: { drawing: BlockDrawing; child: Extract<Element, { kind: 'child' }> },
): readonly OpenFlow[] {
  const inside = emptyDraft({ id: insideId(element.id), name: element.name || element.id, inside: element.id });
  const after = place(drawing, { ...element, process: inside.id }, open);
  drawing.insides.push(inside);
  drawing.drawWhole({ ...drawing, draft: inside, isParallel: false }, block.branches[0]?.steps ?? []);
  return after;
}
