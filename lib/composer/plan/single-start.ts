import type { Element } from '../model/element';
import type { Flow, Model, Process } from '../model/model';

/** The field that tells a workflow which of its start events it was started by. */
export const STARTED_BY = 'startedBy';

/**
 * A process with several start events begins with a choice between them, because a workflow has one beginning. The
 * first one is taken when the data name none.
 */
export function withSingleStarts(model: Model): Model {
  return { ...model, processes: model.processes.map(withSingleStart) };
}

function withSingleStart(process: Process): Process {
  const starts = process.elements.filter(({ kind }) => kind === 'start');
  const [first, second] = starts;
  if (first === undefined || second === undefined) return process;
  const start: Element = { kind: 'start', id: `${process.id}__start`, name: '', implied: true };
  const gateway: Element = {
    kind: 'gateway',
    id: `${process.id}__starts`,
    name: '',
    implied: true,
    gateway: 'exclusive',
  };
  const flows = starts.map((each): Flow => {
    const flow = { id: `${each.id}__started`, from: gateway.id, to: each.id, label: each.name };
    if (each === first) return { ...flow, isDefault: true };
    return { ...flow, isDefault: false, condition: `= ${STARTED_BY} = ${JSON.stringify(each.name || each.id)}` };
  });
  const entry: Flow = { id: `${start.id}__flow`, from: start.id, to: gateway.id, isDefault: false };
  return { ...process, elements: [start, gateway, ...process.elements], flows: [entry, ...flows, ...process.flows] };
}
