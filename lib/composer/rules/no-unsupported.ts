import type { Element } from '../model/element';
import { elementWords } from './element-words';
import type { Finding, Rule } from './scope';

const waysOut: readonly (readonly [RegExp, string])[] = [
  [/^event sub-process/, 'Draw the steps in a sub-process and hang a boundary event at it.'],
  [/^ad-hoc/, 'Draw the order of the steps; for any order, a parallel gateway.'],
  [/^transaction/, 'Draw a sub-process whose tasks have compensation handlers, and a compensation throw event.'],
  [/^complex gateway/, 'Draw an inclusive gateway, or exclusive and parallel ones one after the other.'],
  [/^escalation/, 'Draw a message or signal event, or an error event where the work is to stop.'],
  [/^cancel/, 'Draw an error event.'],
  [/^multiple/, 'Draw an event-based gateway with one event each.'],
  [/^link/, 'Give the throwing and the catching link event one name and the catching one a single flow.'],
  [/that starts the process$/, 'Draw a start event with that message.'],
  [/^completion condition/, 'Draw a loop with an exclusive gateway that asks for it.'],
  [/^repetition of a receive task/, 'Draw a sub-process with the marker around it.'],
  [/^catch event without/, 'Give the event a message, signal or timer.'],
  [/^boundary event that/, 'Move the event onto the border of a task or sub-process.'],
  [/in the middle$/, 'Draw a rectangle for a step, or cut the arrows on one side of it.'],
  [/^lost message/, 'Draw an arrow that arrives, such as ->>.'],
];

/** Everything drawn has a meaning here. */
export const noUnsupported: Rule = {
  name: 'no-unsupported',
  check: ({ process }) => process.elements.flatMap((element) => findingsAt(element)),
};

function findingsAt(element: Element): readonly Finding[] {
  const whole = element.kind === 'unsupported' ? [element.type] : [];
  return [...whole, ...(element.unsupported ?? [])].map((what) => ({
    severity: 'error',
    element: element.id,
    message:
      element.kind === 'unsupported'
        ? `${elementWords(element)} cannot become part of a workflow`
        : `${elementWords(element)}: ${what} cannot become part of a workflow`,
    wayOut: waysOut.find(([pattern]) => pattern.test(what))?.[1] ?? 'Draw it with tasks, events and gateways.',
  }));
}
