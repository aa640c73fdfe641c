import { processWords } from './element-words';
import type { Rule } from './scope';
import { elementsOf } from './scope';

/** A process ends somewhere. */
export const hasEnd: Rule = {
  name: 'has-end',
  check: (scope) => {
    if (elementsOf(scope.process, 'end').length > 0) return [];
    const inside = scope.process.inside;
    return [
      {
        severity: 'error',
        ...(inside !== undefined && { element: inside }),
        message: `${processWords(scope)} has no end event`,
        wayOut: 'Draw an end event after the last step.',
      },
    ];
  },
};
