import { elementWords } from './element-words';
import type { Finding, Rule } from './scope';

/** A multi-instance marker says over which list, or how often. */
export const multiInstanceSize: Rule = {
  name: 'multi-instance-size',
  check: ({ process }) =>
    process.elements.flatMap((element): Finding[] => {
      if (!('many' in element) || element.many === undefined) return [];
      if (element.many.collection !== undefined || element.many.count !== undefined) return [];
      return [
        {
          severity: 'error',
          element: element.id,
          message: `${elementWords(element)} is to run many times and does not say over what`,
          wayOut: 'Give the multi-instance marker a list (collection) or a number (loop cardinality).',
        },
      ];
    }),
};
