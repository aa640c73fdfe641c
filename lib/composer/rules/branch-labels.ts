import { elementWords, flowWords } from './element-words';
import type { Rule } from './scope';
import { elementsOf } from './scope';

/** Every way out of an exclusive or inclusive gateway says when it is taken. */
export const branchLabels: Rule = {
  name: 'branch-labels',
  check: (scope) =>
    elementsOf(scope.process, 'gateway')
      .filter(({ gateway }) => gateway === 'exclusive' || gateway === 'inclusive')
      .filter(({ id }) => scope.outgoing(id).length > 1)
      .flatMap((gateway) =>
        scope
          .outgoing(gateway.id)
          .filter(({ label, condition, isDefault }) => label === undefined && condition === undefined && !isDefault)
          .map((flow) => ({
            severity: 'error',
            element: flow.id,
            message: `${elementWords(gateway)} does not say when ${flowWords(flow, scope)} is taken`,
            wayOut: 'Write a label or a condition at the flow, or make it the default flow.',
          })),
      ),
};
