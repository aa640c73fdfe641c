import type { Flow } from '../../model/model';
import type { BpmnNode } from './bpmn-node';
import { idOf, nameOf, nodesAt, typeOf } from './bpmn-node';

export interface JoinedLinks {
  readonly flows: readonly Flow[];
  /** Ids of the link events that became a flow. */
  readonly gone: ReadonlySet<string>;
}

/** A throwing and a catching link event of one name are one arrow that was cut for the eye (BPMN 2.0.2, 10.5.5). */
export function joinLinks(nodes: readonly BpmnNode[], flows: readonly Flow[]): JoinedLinks {
  const thrown = nodes.filter((node) => typeOf(node) === 'intermediateThrowEvent' && linkName(node) !== undefined);
  const caught = nodes.filter((node) => typeOf(node) === 'intermediateCatchEvent' && linkName(node) !== undefined);
  const gone = new Set<string>();
  let joined = [...flows];
  for (const target of caught) {
    const sources = thrown.filter((node) => linkName(node) === linkName(target)).map(idOf);
    const onward = joined.filter(({ from }) => from === idOf(target));
    const [next] = onward;
    if (sources.length === 0 || next === undefined || onward.length > 1) continue;
    joined = joined
      .filter(({ id }) => id !== next.id)
      .map((flow) => (sources.includes(flow.to) ? { ...flow, to: next.to } : flow));
    for (const id of [...sources, idOf(target)]) gone.add(id);
  }
  return { flows: joined, gone };
}

function linkName(event: BpmnNode): string | undefined {
  const definition = nodesAt(event, 'eventDefinitions').find((node) => typeOf(node) === 'linkEventDefinition');
  if (definition === undefined) return undefined;
  const own = nameOf(definition);
  return own === '' ? nameOf(event) : own;
}
