import type { ElementOf } from '../model/element';
import type { Sleep, Wait } from './statement';
import type { Walk } from './walk';

/** What a catching event waits for; what is neither a time nor an error comes as an external event. */
export function triggerTask({ lookup }: Walk, element: ElementOf<'catch'> | ElementOf<'boundary'>): Wait | Sleep {
  if (element.trigger.kind === 'timer') return { kind: 'sleep', element: element.id, time: lookup.timeOf(element) };
  return { kind: 'wait', element: element.id, event: lookup.eventOf(element.id) };
}
