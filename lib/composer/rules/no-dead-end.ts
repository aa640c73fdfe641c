import { elementWords } from './element-words';
import type { Rule } from './scope';

/** Everything but an end event and a compensation handler leads on. */
export const noDeadEnd: Rule = {
  name: 'no-dead-end',
  check: ({ process, outgoing }) =>
    process.elements
      .filter((element) => element.kind !== 'end' && element.kind !== 'unsupported')
      .filter((element) => !('isForCompensation' in element && element.isForCompensation))
      .filter((element) => !(element.kind === 'boundary' && element.trigger.kind === 'compensation'))
      .filter(({ id }) => outgoing(id).length === 0)
      .map((element) => ({
        severity: 'error',
        element: element.id,
        message: `${elementWords(element)} leads nowhere`,
        wayOut: 'Draw a sequence flow from it to the next step or to an end event.',
      })),
};
