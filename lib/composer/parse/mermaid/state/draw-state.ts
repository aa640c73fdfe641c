import type { Element } from '../../../model/element';
import { insideId } from '../../../model/inside-id';
import type { ProcessDraft } from '../process-draft';
import { addFlow, child, freeId, gateway, task } from '../process-draft';
import type { State, Transition } from './chart';
import type { EventOutgoing, Outgoing } from './outgoing';
import { choiceOf, isEvent, outgoingOf } from './outgoing';

/** Draws one state with what leaves it. Arrows lead to the id of a state, so its first element has that id. */
export function drawState(draft: ProcessDraft, state: State, leaving: readonly Transition[]): void {
  if (state.kind !== 'state') {
    draft.elements.push(gateway(state.id, state.kind === 'choice' ? 'exclusive' : 'parallel', ownLabel(state)));
    const read = state.kind === 'choice' ? choiceOf : outgoingOf;
    for (const out of leaving.map(read)) leave(draft, state.id, out);
    return;
  }
  const outs = leaving.map(outgoingOf);
  const waits = outs.filter(isEvent).filter(({ trigger }) => trigger.kind !== 'error');
  const isComposite = state.regions.length > 0;
  if (!isComposite && state.actions.length === 0 && waits.length > 0 && waits.length === outs.length) {
    drawWaits(draft, { id: state.id, name: state.label }, waits);
    return;
  }
  draft.elements.push(activityOf(state));
  drawLeaving(draft, state, outs);
}

function ownLabel({ id, label }: State): string {
  return label === id ? '' : label;
}

function activityOf({ id, label, actions, regions }: State): Element {
  if (regions.length > 0) return { ...child(id, label), process: insideId(id) };
  return task(id, actions.length === 0 ? label : actions.join(' and '));
}

/** After its work a state goes on at once, or waits; while it goes on at once, an event interrupts the work. */
function drawLeaving(draft: ProcessDraft, state: State, outs: readonly Outgoing[]): void {
  const onward = outs.filter(({ trigger }) => trigger === undefined);
  const waitsAfter = onward.length === 0 && state.regions.length === 0;
  const events = outs.filter(isEvent);
  const interrupts = (out: EventOutgoing) => !waitsAfter || out.trigger.kind === 'error';
  hang(draft, state.id, events.filter(interrupts));
  goOn(draft, state.id, onward);
  const after = events.filter((out) => !interrupts(out));
  if (after.length === 0) return;
  const id = `${state.id}__wait`;
  drawWaits(draft, { id, name: state.label }, after);
  addFlow(draft, { from: state.id, to: id });
}

/** One event is waited for as such, several by an event-based gateway; guards of one event are asked after it. */
function drawWaits(
  draft: ProcessDraft,
  { id, name }: { id: string; name: string },
  outs: readonly EventOutgoing[],
): void {
  const byEvent = eventsOf(outs);
  if (byEvent.length > 1) draft.elements.push(gateway(id, 'event-based', name));
  for (const { event, trigger, group } of byEvent) {
    const wait = byEvent.length > 1 ? `${id}--${event}` : id;
    draft.elements.push({ kind: 'catch', id: wait, name: event, trigger });
    if (wait !== id) addFlow(draft, { from: id, to: wait });
    goOn(draft, wait, group);
  }
}

function hang(draft: ProcessDraft, host: string, outs: readonly EventOutgoing[]): void {
  for (const { event, trigger, group } of eventsOf(outs)) {
    const id = `${host}--${event}`;
    draft.elements.push({ kind: 'boundary', id, name: event, attachedTo: host, trigger, interrupting: true });
    goOn(draft, id, group);
  }
}

/** The transitions of each event. */
function eventsOf(outs: readonly EventOutgoing[]) {
  return [...Map.groupBy(outs, ({ event }) => event)].flatMap(([event, group]) =>
    group.slice(0, 1).map(({ trigger }) => ({ event, trigger, group })),
  );
}

/** Guards are asked by an exclusive gateway, of which the way without a guard is the default. */
function goOn(draft: ProcessDraft, from: string, outs: readonly Outgoing[]): void {
  if (!outs.some(({ guard }) => guard !== undefined)) {
    for (const out of outs) leave(draft, from, out);
    return;
  }
  const id = `${from}__choice`;
  draft.elements.push({ ...gateway(id, 'exclusive'), implied: true });
  addFlow(draft, { from, to: id });
  for (const out of outs) leave(draft, id, { ...out, guard: out.guard ?? 'else' });
}

function leave(draft: ProcessDraft, from: string, { to, guard, action }: Outgoing): void {
  const target = to === '[*]' ? endOf(draft) : to;
  const label = guard === undefined ? {} : { label: guard };
  if (action === undefined) {
    addFlow(draft, { from, to: target, ...label });
    return;
  }
  const id = freeId(draft, `${from}->${target}__action`);
  draft.elements.push(task(id, action));
  addFlow(draft, { from, to: id, ...label });
  addFlow(draft, { from: id, to: target });
}

/** The end of a region is one, however many arrows lead to it. */
function endOf(draft: ProcessDraft): string {
  const id = `${draft.id}__end`;
  const isDrawn = draft.elements.some((element) => element.id === id);
  if (!isDrawn) draft.elements.push({ kind: 'end', id, name: '', result: { kind: 'none' } });
  return id;
}
