import { elementWords } from './element-words';
import type { Rule } from './scope';
import { elementsOf } from './scope';

/** A gateway splits or joins. */
export const noSuperfluousGateway: Rule = {
  name: 'no-superfluous-gateway',
  check: ({ process, incoming, outgoing }) =>
    elementsOf(process, 'gateway')
      .filter(({ id, implied }) => implied === undefined && incoming(id).length === 1 && outgoing(id).length === 1)
      .map((gateway) => ({
        severity: 'warning',
        element: gateway.id,
        message: `${elementWords(gateway)} has one flow in and one flow out, so it decides nothing`,
        wayOut: 'Delete it, or draw the branch that is missing.',
      })),
};
