import type { ProcessGraph } from './graph/process-graph';
import type { Naming } from './naming';
import { eventTitle } from './process-lookup';
import type { ExternalEvent } from './program';

/** What these processes wait for, each name once. */
export function eventsOf(graphs: readonly ProcessGraph[], naming: Naming, payload: string): readonly ExternalEvent[] {
  const events = new Map<string, ExternalEvent>();
  for (const graph of graphs) {
    for (const element of graph.process.elements) {
      if (element.kind !== 'catch' && element.kind !== 'boundary') continue;
      if (!['message', 'signal', 'conditional'].includes(element.trigger.kind)) continue;
      const title = eventTitle(graph, element.id);
      const name = naming.event(title, element.id);
      const known = events.get(name)?.elements ?? [];
      events.set(name, { name, title, elements: [...known, element.id], payload });
    }
  }
  return [...events.values()];
}
