import type { Model, Process } from '../model/model';

/** Processes that share their data: one that is started and all that it runs, each process in exactly one family. */
export function familiesOf(model: Model): readonly (readonly Process[])[] {
  const families: Process[][] = [];
  const placed = new Set<string>();
  const run = new Set(model.processes.flatMap((process) => childrenOf(process)));
  const [main] = model.processes;
  const tops = model.processes.filter((process) => process === main || !run.has(process.id));
  for (const top of [...tops, ...model.processes]) {
    if (placed.has(top.id)) continue;
    const family: Process[] = [];
    const open = [top.id];
    for (let id = open.shift(); id !== undefined; id = open.shift()) {
      const process = model.processes.find((each) => each.id === id);
      if (process === undefined || placed.has(id)) continue;
      placed.add(id);
      family.push(process);
      open.push(...childrenOf(process));
    }
    families.push(family);
  }
  return families;
}

function childrenOf({ elements }: Process): readonly string[] {
  return elements.flatMap((element) =>
    element.kind === 'child' && element.process !== undefined ? [element.process] : [],
  );
}
