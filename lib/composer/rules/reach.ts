import type { Element } from '../model/element';
import type { Scope } from './scope';

/** Ids that a token can come to from an element in one step: by flows, its boundary events, what undoes it. */
function nextIds(element: Element, scope: Scope): readonly string[] {
  const undoing = 'compensatedBy' in element && element.compensatedBy !== undefined ? [element.compensatedBy] : [];
  return [
    ...scope.outgoing(element.id).map(({ to }) => to),
    ...scope.attached(element.id).map(({ id }) => id),
    ...undoing,
  ];
}

/** Ids of everything that can be come to from some ids, themselves included. */
export function reachableFrom(ids: Iterable<string>, step: (id: string) => readonly string[]): ReadonlySet<string> {
  const reached = new Set(ids);
  for (const id of reached) for (const next of step(id)) reached.add(next);
  return reached;
}

/** The steps of a process forwards, by id. */
export function forwards(scope: Scope): (id: string) => readonly string[] {
  return (id) => {
    const element = scope.element(id);
    return element === undefined ? [] : nextIds(element, scope);
  };
}

/** The same steps the other way. */
export function backwards(scope: Scope): (id: string) => readonly string[] {
  const before = new Map<string, string[]>();
  for (const element of scope.process.elements) {
    for (const next of nextIds(element, scope)) before.set(next, [...(before.get(next) ?? []), element.id]);
  }
  return (id) => before.get(id) ?? [];
}
