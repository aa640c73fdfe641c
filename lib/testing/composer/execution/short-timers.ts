import type { Element } from '@/lib/composer/model/element';
import type { Model } from '@/lib/composer/model/model';
import type { Trigger } from '@/lib/composer/model/trigger';

/** How long every timer of a diagram lasts here. */
export const TIMER_SECONDS = 1;

/** The model with timers that are worth waiting for: a duration is a second, a date is past; fields of the data stay. */
export function withShortTimers(model: Model): Model {
  return {
    ...model,
    processes: model.processes.map((process) => ({ ...process, elements: process.elements.map(shortened) })),
  };
}

function shortened(element: Element): Element {
  if (!('trigger' in element) || element.trigger?.kind !== 'timer') return element;
  return { ...element, trigger: shortTimer(element.trigger) };
}

function shortTimer({ timer }: Extract<Trigger, { kind: 'timer' }>): Trigger {
  const text = timer.text
    .replace(/P(?=[\dT])[\d.A-Z]+/, `PT${TIMER_SECONDS}S`)
    .replace(/\d{4}-\d\d-\d\d/, '2020-02-02');
  return { kind: 'timer', timer: { ...timer, text } };
}
