import type { Element } from '../model/element';
import { elementWords, flowWords } from './element-words';
import type { Finding, Rule, Scope } from './scope';

/**
 * What a model refers to is in it, and nothing is there twice. A file that was read keeps this anyway; a model that
 * came from elsewhere may not.
 */
export const validReferences: Rule = {
  name: 'valid-references',
  check: (scope) => [
    ...twiceUsed(scope),
    ...looseFlows(scope),
    ...scope.process.elements.flatMap((e) => unknownAt(e, scope)),
  ],
};

function twiceUsed({ model, process }: Scope): readonly Finding[] {
  const ids = model.processes.flatMap(({ id, elements, flows }) => [
    id,
    ...[...elements, ...flows].map((part) => part.id),
  ]);
  const seen = new Set<string>();
  const twice = new Set(ids.filter((id) => seen.size === seen.add(id).size));
  const own = new Set([process.id, ...[...process.elements, ...process.flows].map(({ id }) => id)]);
  return [...own]
    .filter((id) => twice.has(id))
    .map((id) => fault(id, `The id "${id}" is used twice in the diagram`, 'Give one of the two another id.'));
}

function looseFlows(scope: Scope): readonly Finding[] {
  return scope.process.flows
    .filter(({ from, to }) => scope.element(from) === undefined || scope.element(to) === undefined)
    .map((flow) => {
      const message = `In "${scope.process.name}" ${flowWords(flow, scope)} does not join two elements`;
      return fault(flow.id, message, 'Connect it to an element of its process, or delete it.');
    });
}

function unknownAt(element: Element, { model, process }: Scope): readonly Finding[] {
  const words = elementWords(element);
  const findings: Finding[] = [];
  if (element.lane !== undefined && !process.lanes.some(({ id }) => id === element.lane)) {
    findings.push(fault(element.id, `${words} lies in no lane of its process`, 'Move it into a lane.'));
  }
  if (element.kind !== 'task' && element.kind !== 'child') return findings;
  const handler = element.compensatedBy;
  if (handler !== undefined && !process.elements.some(({ id }) => id === handler)) {
    findings.push(fault(element.id, `${words} is undone by nothing in its process`, 'Draw its compensation handler.'));
  }
  const callee = element.kind === 'child' ? element.process : undefined;
  if (callee !== undefined && !model.processes.some(({ id }) => id === callee)) {
    findings.push(
      fault(element.id, `${words} runs a process that is not there`, 'Draw that process, or call another.'),
    );
  }
  return findings;
}

function fault(element: string, message: string, wayOut: string): Finding {
  return { severity: 'error', element, message, wayOut };
}
