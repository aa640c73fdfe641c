import type { Element } from '../model/element';
import { elementWords } from './element-words';
import type { Finding, Rule, Scope } from './scope';

/** An event waits for something that can come at its place. */
export const triggerFits: Rule = {
  name: 'trigger-fits',
  check: (scope) =>
    scope.process.elements.flatMap((element) => {
      const found = wrongAt(element, scope);
      return found === undefined ? [] : [{ severity: 'error', element: element.id, ...found }];
    }),
};

function wrongAt(element: Element, { process }: Scope): Pick<Finding, 'message' | 'wayOut'> | undefined {
  const words = elementWords(element);
  if (element.kind === 'start' && element.trigger !== undefined) {
    if (process.inside !== undefined) {
      const message = `${words} of sub-process "${process.name}" has a trigger`;
      return { message, wayOut: 'A sub-process starts when it is reached: draw a start event without a trigger.' };
    }
    if (!canCome(element.trigger.kind)) {
      return { message: `${words} cannot start a process`, wayOut: 'Give it a message, signal or timer.' };
    }
  }
  if (element.kind === 'catch' && !canCome(element.trigger.kind)) {
    const message = `${words} cannot wait for ${element.trigger.kind === 'error' ? 'an error' : 'compensation'}`;
    return { message, wayOut: 'Hang it at the border of the activity that it belongs to.' };
  }
  if (element.kind === 'boundary' && element.trigger.kind === 'error' && !element.interrupting) {
    return { message: `${words} lets work go on after an error`, wayOut: 'Make the error event interrupting.' };
  }
  return undefined;
}

function canCome(kind: string): boolean {
  return kind !== 'error' && kind !== 'compensation';
}
