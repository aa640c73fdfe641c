import { processWords } from './element-words';
import type { Rule } from './scope';
import { elementsOf } from './scope';

/** A process begins somewhere. */
export const hasStart: Rule = {
  name: 'has-start',
  check: (scope) => {
    if (elementsOf(scope.process, 'start').length > 0) return [];
    const inside = scope.process.inside;
    return [
      {
        severity: 'error',
        ...(inside !== undefined && { element: inside }),
        message: `${processWords(scope)} has no start event`,
        wayOut: 'Draw a start event and a sequence flow from it to the first step.',
      },
    ];
  },
};
