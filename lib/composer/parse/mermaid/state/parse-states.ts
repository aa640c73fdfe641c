import { AppError } from '@/lib/domain/app-error';
import { insideId } from '../../../model/inside-id';
import type { Model } from '../../../model/model';
import type { ProcessDraft } from '../process-draft';
import { addFlow, child, emptyDraft, finish, gateway } from '../process-draft';
import type { SourceLine } from '../source-line';
import { triggerOf } from '../trigger-words';
import type { Region, State } from './chart';
import { drawState } from './draw-state';
import { readStates } from './read-states';

/** Reads the lines of a Mermaid state diagram after its head. */
export function parseStates(lines: readonly SourceLine[], name: string): Model {
  const region = readStates(lines);
  if (region.states.size === 0) {
    throw new AppError('invalid', 'The state diagram has no state', {
      hint: 'Write at least one, such as "[*] --> Check order".',
    });
  }
  const drafts = drawRegion(emptyDraft({ id: 'process', name }), region);
  return { name, source: 'mermaid-state', processes: drafts.map(finish) };
}

function drawRegion(draft: ProcessDraft, { states, transitions }: Region): readonly ProcessDraft[] {
  const first = transitions.filter(({ from }) => from === '[*]');
  const label = first[0]?.label ?? '';
  const start = `${draft.id}__start`;
  if (first.length > 0) {
    const trigger = label === '' ? undefined : (triggerOf(label) ?? { kind: 'message' as const, name: label });
    draft.elements.push({ kind: 'start', id: start, name: label, ...(trigger && { trigger }) });
  }
  for (const { to } of first) addFlow(draft, { from: start, to });
  const insides: ProcessDraft[] = [];
  for (const state of states.values()) {
    const leaving = transitions.filter(({ from }) => from === state.id);
    drawState(draft, state, leaving);
    insides.push(...drawInside(state));
  }
  return [draft, ...insides];
}

/** One region is the inside itself; several become sub-processes that run at once. */
function drawInside({ id, label, regions }: State): readonly ProcessDraft[] {
  const [only, ...others] = regions;
  if (only === undefined) return [];
  const draft = emptyDraft({ id: insideId(id), name: label, inside: id });
  if (others.length === 0) return drawRegion(draft, only);
  const fork = `${draft.id}__fork`;
  const join = `${draft.id}__join`;
  draft.elements.push({ ...gateway(fork, 'parallel'), implied: true });
  const insides = regions.flatMap((region, index) => {
    const part = `${id}__region-${index + 1}`;
    const name = `${label} ${index + 1}`;
    draft.elements.push({ ...child(part, name), process: insideId(part) });
    addFlow(draft, { from: fork, to: part });
    addFlow(draft, { from: part, to: join });
    return drawRegion(emptyDraft({ id: insideId(part), name, inside: part }), region);
  });
  draft.elements.push({ ...gateway(join, 'parallel'), implied: true });
  return [draft, ...insides];
}
