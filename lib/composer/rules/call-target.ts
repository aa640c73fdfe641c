import { elementWords } from './element-words';
import type { Rule } from './scope';
import { elementsOf } from './scope';

/** A call activity says which process it calls. */
export const callTarget: Rule = {
  name: 'call-target',
  check: ({ process }) =>
    elementsOf(process, 'child')
      .filter(({ process: inside, calls }) => inside === undefined && calls === undefined)
      .map((child) => ({
        severity: 'error',
        element: child.id,
        message: `${elementWords(child)} does not say which process it calls`,
        wayOut: 'Enter the id of the called process, or draw a sub-process.',
      })),
};
