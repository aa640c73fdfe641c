import { AppError } from '@/lib/domain/app-error';
import type { Process } from '../model/model';
import { checkDepth } from '../parse/limits';

/** Insides belong to the sub-process that runs them, and to no other; they do not lie in each other in a circle. */
export function checkInsides(processes: readonly Process[]): void {
  const around = new Map<string, Process>();
  for (const process of processes) {
    for (const element of process.elements) {
      if (element.kind !== 'child' || element.process === undefined) continue;
      const inside = processes.find(({ id }) => id === element.process);
      if (inside?.inside === element.id) around.set(inside.id, process);
      else if (inside?.inside !== undefined)
        refuse(`"${element.id}" runs "${inside.id}", the inside of "${inside.inside}"`);
    }
  }
  for (const process of processes) {
    if (process.inside === undefined) continue;
    if (!around.has(process.id))
      refuse(`process "${process.id}" is the inside of "${process.inside}", which does not run it`);
    checkDepth(depthOf(process, around, processes.length), process.name || process.id);
  }
}

/** Ends with one more than there are processes where they lie in a circle. */
function depthOf(process: Process, around: ReadonlyMap<string, Process>, most: number): number {
  let depth = 0;
  for (let outer = around.get(process.id); outer !== undefined && depth <= most; outer = around.get(outer.id))
    depth += 1;
  return depth > most ? Number.POSITIVE_INFINITY : depth;
}

function refuse(what: string): never {
  throw new AppError('invalid', `In the model ${what}.`, {
    hint: 'Give each sub-process an inside of its own, and call what several run by a call activity.',
  });
}
