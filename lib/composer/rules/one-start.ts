import { elementWords } from './element-words';
import type { Rule } from './scope';
import { elementsOf } from './scope';

/** Several start events are several ways to be started, so all but one say by what. */
export const oneStart: Rule = {
  name: 'one-start',
  check: ({ process }) => {
    const plain = elementsOf(process, 'start').filter(({ trigger }) => trigger === undefined);
    return plain.slice(1).map((start) => ({
      severity: 'error',
      element: start.id,
      message: `${elementWords(start)} is a second start of "${process.name}" without a trigger`,
      wayOut: 'Keep one start event without a trigger; give the others a message, signal or timer.',
    }));
  },
};
