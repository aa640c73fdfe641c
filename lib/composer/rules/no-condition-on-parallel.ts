import { elementWords, flowWords } from './element-words';
import type { Finding, Rule } from './scope';
import { elementsOf } from './scope';

/** All flows out of a parallel gateway are taken, and an event decides after an event-based one: neither asks. */
export const noConditionOnParallel: Rule = {
  name: 'no-condition-on-parallel',
  check: (scope) =>
    elementsOf(scope.process, 'gateway')
      .filter(({ gateway }) => gateway === 'parallel' || gateway === 'event-based')
      .flatMap((gateway) =>
        scope.outgoing(gateway.id).flatMap((flow): Finding[] => {
          if (flow.condition !== undefined || flow.isDefault) {
            return [
              {
                severity: 'error',
                element: flow.id,
                message: `${elementWords(gateway)} has a condition or default mark at ${flowWords(flow, scope)}`,
                wayOut: 'Remove it, or draw an exclusive or inclusive gateway.',
              },
            ];
          }
          if (gateway.implied === undefined || flow.label === undefined) return [];
          return [
            {
              severity: 'warning',
              element: flow.id,
              message: `${flowWords(flow, scope)} leaves a step that takes all its flows at once`.replace(/^t/, 'T'),
              wayOut: 'If only one of them is to be taken, draw an exclusive gateway after the step.',
            },
          ];
        }),
      ),
};
