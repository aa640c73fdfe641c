import type { Element } from '../model/element';
import { elementWords } from './element-words';
import { identifierOf } from './names';
import type { Finding, Rule } from './scope';

/** Two different labels do not become one name in code; one label twice is one activity that is done twice. */
export const uniqueNames: Rule = {
  name: 'unique-names',
  check: ({ model, process }) => {
    const first = new Map<string, Element>();
    const findings: Finding[] = [];
    for (const element of model.processes.flatMap(({ elements }) => elements)) {
      const name = identifierOf(element.name);
      if (!isNamed(element) || name === '') continue;
      const other = first.get(name);
      if (other === undefined) first.set(name, element);
      else if (!isSame(element, other) && process.elements.includes(element)) findings.push(collision(element, other));
    }
    return findings;
  },
};

function isNamed({ kind }: Element): boolean {
  return kind === 'task' || kind === 'child';
}

function isSame(one: Element, other: Element): boolean {
  if (one.name !== other.name) return false;
  if (one.kind === 'task' && other.kind === 'task') return one.task === other.task;
  return one.kind === 'child' && other.kind === 'child' && one.process === other.process && one.calls === other.calls;
}

function collision(element: Element, other: Element): Finding {
  return {
    severity: 'error',
    element: element.id,
    message: `${elementWords(element)} and ${elementWords(other)} both become "${identifierOf(element.name)}" in code`,
    wayOut: 'Give one of the two another label.',
  };
}
