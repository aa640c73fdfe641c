import { elementWords } from './element-words';
import type { Finding, Rule } from './scope';

/** No flow leads into a start or boundary event, and none out of an end event. */
export const noFlowBeyond: Rule = {
  name: 'no-flow-beyond',
  check: ({ process, incoming, outgoing }) =>
    process.elements.flatMap((element): Finding[] => {
      if ((element.kind === 'start' || element.kind === 'boundary') && incoming(element.id).length > 0) {
        return [
          {
            severity: 'error',
            element: element.id,
            message: `A sequence flow leads into ${elementWords(element)}`,
            wayOut: 'Lead the flow to the element that comes after the event.',
          },
        ];
      }
      if (element.kind !== 'end' || outgoing(element.id).length === 0) return [];
      return [
        {
          severity: 'error',
          element: element.id,
          message: `A sequence flow leads out of ${elementWords(element)}`,
          wayOut: 'Draw an intermediate throw event instead of the end event, or delete the flow.',
        },
      ];
    }),
};
