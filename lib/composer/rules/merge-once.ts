import { elementWords } from './element-words';
import type { Rule } from './scope';
import { explore } from './tokens/explore';

/** What was split into parallel ways is joined before it goes on as one, or the rest would run twice. */
export const mergeOnce: Rule = {
  name: 'merge-once',
  check: (scope) => {
    const { crowded } = explore(scope);
    return scope.process.elements
      .filter(({ id }) => crowded.has(id))
      .map((element) => {
        const [next] = element.implied === true ? scope.outgoing(element.id) : [];
        const shown = (next && scope.element(next.to)) ?? element;
        return {
          severity: 'error',
          element: shown.id,
          message: `${elementWords(shown)} is reached by parallel ways that were not joined, so it would run twice`,
          wayOut: 'Join the parallel ways by a parallel gateway before it.',
        };
      });
  },
};
