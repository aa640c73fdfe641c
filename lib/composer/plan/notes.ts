import { parseTime } from '../conditions/parse-time';
import type { Element } from '../model/element';
import type { Model } from '../model/model';
import { secondsField } from './gather-fields';
import { STARTED_BY } from './single-start';
import type { Activity, WorkflowUnit } from './program';

interface Planned {
  readonly workflows: readonly WorkflowUnit[];
  readonly activities: readonly Activity[];
}

/** What was assumed, for the README. */
export function notesOf(model: Model, { workflows, activities }: Planned): readonly string[] {
  const elements = model.processes.flatMap((process) => process.elements);
  const decisions = activities
    .filter(({ role }) => role === 'decision')
    .map(({ name, title }) => `The diagram does not say how "${title}" is decided: fill in the activity ${name}.`);
  const known = new Set(workflows.map(({ name }) => name));
  return [...decisions, ...elements.flatMap((element) => elementNotes(element, known))];
}

function elementNotes(element: Element, known: ReadonlySet<string>): readonly string[] {
  const title = `"${element.name || element.id}"`;
  switch (element.kind) {
    case 'start':
      return element.trigger === undefined
        ? []
        : [`The start event ${title} has a ${element.trigger.kind}: start the workflow when it occurs.`];
    case 'gateway':
      return element.implied === true && element.id.endsWith('__starts')
        ? [`The diagram has several start events: the field ${STARTED_BY} says by which one a run was started.`]
        : [];
    case 'end':
      return element.result.kind === 'terminate'
        ? [`${title} ends the workflow that it is in; in a parallel branch, that is the branch.`]
        : [];
    case 'child':
      return element.calls === undefined || known.has(element.calls)
        ? []
        : [`${title} runs the workflow ${element.calls}, which must be registered in this app.`];
    case 'boundary':
      return [...timerNotes(element), ...(element.interrupting ? [] : [`${title} is taken at most once each time.`])];
    case 'catch':
      return element.trigger.kind === 'conditional'
        ? [`${title} waits for an external event: raise it when "${element.trigger.text}" holds.`]
        : timerNotes(element);
    default:
      return [];
  }
}

function timerNotes({ trigger, name, id }: Extract<Element, { kind: 'catch' | 'boundary' }>): readonly string[] {
  if (trigger.kind !== 'timer') return [];
  const { text, kind } = trigger.timer;
  const time = parseTime(trigger.timer);
  const title = `"${name || id}"`;
  if (time === undefined)
    return [`${title} waits "${text}": the field ${secondsField(name || id)} says how many seconds.`];
  if (kind === 'cycle') return [`${title} repeats in the diagram (${text}); it is waited for once.`];
  if (time.kind === 'after-field') return [`${title} waits as many seconds as the field ${time.path.join('.')} says.`];
  return time.kind === 'after' && /^P[^T]*[YM]/.test(time.text)
    ? [`${title} counts a month as 30 days and a year as 365.`]
    : [];
}
