import type { Element } from '../model/element';
import { elementWords } from './element-words';
import type { Finding, Rule, Scope } from './scope';

/** What is to be undone has a handler that undoes it, and every handler undoes something. */
export const compensationHandler: Rule = {
  name: 'compensation-handler',
  check: (scope) =>
    scope.process.elements.flatMap((element) => {
      const found = wrongAt(element, scope);
      return found === undefined ? [] : [{ severity: 'error', element: element.id, ...found }];
    }),
};

function wrongAt(element: Element, scope: Scope): Pick<Finding, 'message' | 'wayOut'> | undefined {
  const words = elementWords(element);
  if (element.kind === 'boundary' && element.trigger.kind === 'compensation') {
    const wayOut = 'Draw an association from it to a task that is marked for compensation.';
    return { message: `${words} has no compensation handler`, wayOut };
  }
  if ((element.kind === 'task' || element.kind === 'child') && element.isForCompensation) {
    return wrongHandler(element, scope);
  }
  if ((element.kind === 'throw' || element.kind === 'end') && element.result.kind === 'compensation') {
    return wrongThrow(words, element.result.of, scope);
  }
  return undefined;
}

function wrongHandler(handler: Element, { process, incoming, outgoing }: Scope) {
  const words = elementWords(handler);
  if (!process.elements.some((element) => 'compensatedBy' in element && element.compensatedBy === handler.id)) {
    const wayOut = 'Hang a compensation event at the activity and draw an association from it to the handler.';
    return { message: `${words} is marked for compensation and undoes nothing`, wayOut };
  }
  if (incoming(handler.id).length + outgoing(handler.id).length === 0) return undefined;
  const wayOut = 'Delete its sequence flows: it runs when compensation is thrown.';
  return { message: `${words} is a compensation handler with sequence flows`, wayOut };
}

function wrongThrow(words: string, of: string | undefined, { model }: Scope) {
  const elements = model.processes.flatMap((process) => process.elements);
  const target = of === undefined ? undefined : elements.find(({ id }) => id === of);
  const isUndone = (element: Element) => 'compensatedBy' in element && element.compensatedBy !== undefined;
  if (target !== undefined && !isUndone(target) && target.kind !== 'child') {
    const wayOut = 'Hang a compensation event with a handler at it.';
    return { message: `${words} undoes ${elementWords(target)}, which has no compensation handler`, wayOut };
  }
  if (elements.some(isUndone)) return undefined;
  const wayOut = 'Hang compensation events with handlers at the activities that are to be undone.';
  return { message: `${words} undoes nothing: no activity has a compensation handler`, wayOut };
}
