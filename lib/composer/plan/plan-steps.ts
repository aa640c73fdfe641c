import type { ProcessGraph } from './graph/process-graph';
import type { StatementOf, Statement } from './statement';
import { jumpTargets } from './jump-targets';
import type { Stop, Stops, Walk } from './walk';

/** Steps with jumps: one begins wherever exclusive paths meet. */
export function planSteps(walk: Walk, from: string, stops: Stops): readonly Statement[] {
  const labels = new Map<string, string>();
  const within: [string, Stop][] = mergesOf(walk.graph).map((id) => [id, { kind: 'goto', label: labelOf(id) }]);
  const ends = [...stops.keys()].map((id): [string, Stop] => [id, { kind: 'done' }]);
  const inner = new Map([...within, ...ends]);
  const steps: StatementOf<'steps'>['steps'][number][] = [];
  const open = [{ label: labelOf(from), element: from }];
  const known = new Set([labelOf(from)]);
  for (let step = open.shift(); step !== undefined; step = open.shift()) {
    const body = walk.step(step.element, inner);
    steps.push({ ...step, body });
    for (const label of jumpTargets(body)) {
      if (known.has(label)) continue;
      known.add(label);
      open.push({ label, element: labels.get(label) ?? from });
    }
  }
  return [{ kind: 'steps', element: from, steps }];

  function labelOf(id: string): string {
    const label = walk.lookup.stepLabel(id);
    labels.set(label, id);
    return label;
  }
}

function mergesOf(graph: ProcessGraph): readonly string[] {
  return graph.process.elements
    .filter((element) => graph.flowsInto(element.id).length > 1)
    .filter(
      (element) => element.kind !== 'gateway' || element.gateway === 'exclusive' || element.gateway === 'event-based',
    )
    .map(({ id }) => id);
}
