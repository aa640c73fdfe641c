import { elementWords } from './element-words';
import { forwards, reachableFrom } from './reach';
import type { Rule } from './scope';

/** Everything can be come to from a start event. */
export const noUnreachable: Rule = {
  name: 'no-unreachable',
  check: (scope) => {
    const { elements } = scope.process;
    if (!elements.some(({ kind }) => kind === 'start')) return [];
    const roots = elements.filter(
      ({ kind, id }) => kind === 'start' || (kind === 'unsupported' && scope.incoming(id).length === 0),
    );
    const reached = reachableFrom(
      roots.map(({ id }) => id),
      forwards(scope),
    );
    return elements
      .filter(({ id, implied }) => !reached.has(id) && implied === undefined)
      .filter((element) => !('isForCompensation' in element && element.isForCompensation))
      .map((element) => ({
        severity: 'error',
        element: element.id,
        message: `${elementWords(element)} cannot be reached from a start event`,
        wayOut: 'Draw a sequence flow to it, or delete it.',
      }));
  },
};
