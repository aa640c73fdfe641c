import type { Element } from '../model/element';
import { elementWords } from './element-words';
import type { Rule } from './scope';

/** A message or signal has a name by which it is sent and waited for. */
export const messageName: Rule = {
  name: 'message-name',
  check: ({ process }) =>
    process.elements.filter(isNameless).map((element) => ({
      severity: 'error',
      element: element.id,
      message: `${elementWords(element)} does not say which message or signal`,
      wayOut: 'Give the event a label, or give its message or signal a name.',
    })),
};

function isNameless(element: Element): boolean {
  const trigger = 'trigger' in element ? element.trigger : undefined;
  const told = 'result' in element ? element.result : trigger;
  return (told?.kind === 'message' || told?.kind === 'signal') && told.name === '';
}
