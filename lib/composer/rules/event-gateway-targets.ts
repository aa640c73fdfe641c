import { elementWords } from './element-words';
import type { Finding, Rule } from './scope';
import { elementsOf } from './scope';

/** After an event-based gateway come events that only it leads to, and the first of them decides. */
export const eventGatewayTargets: Rule = {
  name: 'event-gateway-targets',
  check: (scope) =>
    elementsOf(scope.process, 'gateway')
      .filter(({ gateway, id }) => gateway === 'event-based' && scope.outgoing(id).length > 0)
      .flatMap((gateway) =>
        scope.outgoing(gateway.id).flatMap(({ to }): Finding[] => {
          const target = scope.element(to);
          if (target === undefined || target.kind === 'catch' || target.kind === 'unsupported') return [];
          const shared = target.implied === true ? 'an event that other flows lead to as well' : elementWords(target);
          return [
            {
              severity: 'error',
              element: target.implied === true ? gateway.id : target.id,
              message: `${elementWords(gateway)} is followed by ${shared}`,
              wayOut: 'Draw a catching message, signal or timer event, or a receive task, that only it leads to.',
            },
          ];
        }),
      ),
};
