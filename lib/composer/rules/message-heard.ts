import { elementWords } from './element-words';
import type { Finding, Rule } from './scope';

/** A message or signal that is thrown is waited for somewhere in the diagram. */
export const messageHeard: Rule = {
  name: 'message-heard',
  check: ({ model, process }) => {
    const heard = new Set(
      model.processes
        .flatMap(({ elements }) => elements)
        .map((element) => ('trigger' in element ? element.trigger : undefined))
        .map((trigger) => (trigger?.kind === 'message' || trigger?.kind === 'signal' ? trigger.name : undefined)),
    );
    return process.elements.flatMap((element): Finding[] => {
      if (element.kind !== 'throw' && element.kind !== 'end') return [];
      const { result } = element;
      if ((result.kind !== 'message' && result.kind !== 'signal') || heard.has(result.name)) return [];
      return [
        {
          severity: 'warning',
          element: element.id,
          message: `${elementWords(element)} sends the ${result.kind} "${result.name}", and nothing here waits for it`,
          wayOut: 'Draw the event that waits for it with the same name, unless it waits outside of this diagram.',
        },
      ];
    });
  },
};
