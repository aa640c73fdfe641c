import { elementWords } from './element-words';
import type { Finding, Rule } from './scope';
import { elementsOf } from './scope';

/** A boundary event hangs at a task, sub-process, call activity or wait of its own process. */
export const boundaryHost: Rule = {
  name: 'boundary-host',
  check: ({ process, element }) =>
    elementsOf(process, 'boundary').flatMap((event): Finding[] => {
      const host = element(event.attachedTo);
      const wayOut = 'Move it onto the border of a task, sub-process or call activity in the same process.';
      if (host === undefined) {
        const message = `${elementWords(event)} hangs at nothing in "${process.name}"`;
        return [{ severity: 'error', element: event.id, message, wayOut }];
      }
      if (host.kind === 'unsupported') return [];
      const canHost = host.kind === 'task' || host.kind === 'child' || host.kind === 'catch';
      const canFail = host.kind !== 'catch' || event.trigger.kind !== 'error';
      if (canHost && canFail) return [];
      const message = `${elementWords(event)} cannot hang at ${elementWords(host)}`;
      return [{ severity: 'error', element: event.id, message, wayOut }];
    }),
};
