import type { Element } from '../model/element';
import { elementWords } from './element-words';
import { identifierOf } from './names';
import type { Finding, Rule, Scope } from './scope';

/** A step has a label that gives a name; a gateway that decides has the question. */
export const hasLabel: Rule = {
  name: 'has-label',
  check: (scope) => scope.process.elements.flatMap((element) => findingAt(element, scope)),
};

function findingAt(element: Element, { outgoing }: Scope): readonly Finding[] {
  if (element.kind === 'task' || element.kind === 'child') {
    if (identifierOf(element.name) !== '') return [];
    const what = element.name === '' ? 'gives its activity no name' : 'has a label without Latin letters';
    return [
      {
        severity: 'error',
        element: element.id,
        message: `${elementWords(element)} ${what}`,
        wayOut: 'Write a label of a verb and a noun, such as "Check order".',
      },
    ];
  }
  if (element.kind !== 'gateway' || element.name !== '' || element.implied === true) return [];
  if (outgoing(element.id).length < 2 || element.gateway === 'parallel' || element.gateway === 'event-based') return [];
  return [
    {
      severity: 'warning',
      element: element.id,
      message: `${elementWords(element)} does not say what it asks`,
      wayOut: 'Write the question as its label, such as "In stock?".',
    },
  ];
}
