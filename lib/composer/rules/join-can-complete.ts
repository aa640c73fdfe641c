import { elementWords, processWords } from './element-words';
import type { Finding, Rule } from './scope';
import { explore } from './tokens/explore';

/** A parallel or inclusive join gets a token on every flow that it waits for. */
export const joinCanComplete: Rule = {
  name: 'join-can-complete',
  check: (scope) => {
    const { stuck, isCut } = explore(scope);
    const findings = scope.process.elements
      .filter(({ id }) => stuck.has(id))
      .map((join): Finding => ({
        severity: 'error',
        element: join.id,
        message: `${elementWords(join)} can wait for ever: not all flows into it are taken in every run`,
        wayOut: 'Join by the kind of gateway that split: exclusive, inclusive or parallel.',
      }));
    if (!isCut) return findings;
    return [
      ...findings,
      {
        severity: 'warning',
        message: `${processWords(scope)} has too many ways through it to check that every join completes`,
        wayOut: 'Move parts of it into sub-processes.',
      },
    ];
  },
};
