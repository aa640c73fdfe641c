import { elementWords } from './element-words';
import { reachableFrom } from './reach';
import type { Rule, Scope } from './scope';
import { elementsOf } from './scope';

/** A process that calls itself goes on only as long as something in it decides to. */
export const noRecursion: Rule = {
  name: 'no-recursion',
  check: ({ model, process }) =>
    elementsOf(process, 'child')
      .filter((child) => child.process !== undefined && reachableFrom([child.process], calls(model)).has(process.id))
      .map((child) => ({
        severity: 'warning',
        element: child.id,
        message: `${elementWords(child)} calls the process that it is part of, again and again`,
        wayOut: 'Draw a loop in the process, or make sure that a gateway before the call ends it.',
      })),
};

function calls(model: Scope['model']): (id: string) => readonly string[] {
  return (id) => {
    const process = model.processes.find((candidate) => candidate.id === id);
    return process === undefined ? [] : elementsOf(process, 'child').flatMap((child) => child.process ?? []);
  };
}
