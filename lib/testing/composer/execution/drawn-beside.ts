import type { Element } from '@/lib/composer/model/element';
import type { Model, Process } from '@/lib/composer/model/model';

/** The model with a small process for each workflow that it calls and that is registered elsewhere, so that it is there. */
export function withCalledProcesses(model: Model): Model {
  const added = new Map<string, Process>();
  const complete = (element: Element): Element => {
    if (element.kind !== 'child' || element.process !== undefined || element.calls === undefined) return element;
    const { calls, ...rest } = element;
    added.set(calls, calledProcess(calls));
    return { ...rest, process: `called-${calls}` };
  };
  const processes = model.processes.map((process) => ({ ...process, elements: process.elements.map(complete) }));
  return { ...model, processes: [...processes, ...added.values()] };
}

function calledProcess(name: string): Process {
  const id = `called-${name}`;
  const activity = { isForCompensation: false, reads: [], writes: [] };
  return {
    ...{ id, name: `Elsewhere ${name}`, lanes: [], data: [] },
    elements: [
      { kind: 'start', id: `${id}-start`, name: '' },
      { kind: 'task', id: `${id}-task`, name: `Work of ${name}`, task: 'task', ...activity },
      { kind: 'end', id: `${id}-end`, name: '', result: { kind: 'none' } },
    ],
    flows: [
      { id: `${id}-first`, from: `${id}-start`, to: `${id}-task`, isDefault: false },
      { id: `${id}-last`, from: `${id}-task`, to: `${id}-end`, isDefault: false },
    ],
  };
}
