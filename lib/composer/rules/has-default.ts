import { elementWords } from './element-words';
import type { Rule } from './scope';
import { elementsOf } from './scope';

/** An exclusive or inclusive gateway has a way out when no condition holds. */
export const hasDefault: Rule = {
  name: 'has-default',
  check: ({ process, outgoing }) =>
    elementsOf(process, 'gateway')
      .filter(({ gateway }) => gateway === 'exclusive' || gateway === 'inclusive')
      .filter(({ id, implied }) => outgoing(id).length > 1 || (implied === true && outgoing(id).some(isConditional)))
      .filter(({ id }) => !outgoing(id).some(({ isDefault, condition }) => isDefault || condition === 'true'))
      .map((gateway) => ({
        severity: 'warning',
        element: gateway.id,
        message: `${elementWords(gateway)} has no default flow: a run fails there when no condition holds`,
        wayOut: 'Make one of its flows the default flow.',
      })),
};

function isConditional({ condition }: { readonly condition?: string | undefined }): boolean {
  return condition !== undefined;
}
