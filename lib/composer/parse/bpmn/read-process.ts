import type { Element } from '../../model/element';
import { insideId } from '../../model/inside-id';
import type { Process } from '../../model/model';
import { listsOf, uniqueItems } from '../unique-items';
import { checkDepth } from '../limits';
import { makeGatewaysExplicit } from '../make-gateways-explicit';
import type { BpmnNode } from './bpmn-node';
import { idOf, nameOf, nodesAt, typeOf } from './bpmn-node';
import { joinCompensation } from './join-compensation';
import { joinLinks } from './join-links';
import { readItems, namesRead, namesWritten } from './read-items';
import type { ReadContext } from './read-element';
import { readElement } from './read-element';
import { readFlows } from './read-flows';
import { readLanes } from './read-lanes';

const notFlowNodes = new Set(['sequenceFlow', 'dataObject', 'dataObjectReference', 'dataStoreReference']);

interface Place {
  readonly id: string;
  readonly name: string;
  readonly inside?: string;
  readonly depth: number;
}

/** One process and, after it, the insides of its sub-processes, outer before inner. */
export function readProcess(container: BpmnNode, place: Place, context: ReadContext): readonly Process[] {
  checkDepth(place.depth, place.name);
  const nodes = nodesAt(container, 'flowElements').filter((node) => !notFlowNodes.has(typeOf(node)));
  const { lanes, laneOf } = readLanes(container);
  const links = joinLinks(nodes, readFlows(container));
  const kept = nodes.filter((node) => !links.gone.has(idOf(node)));
  const read = kept.map((node) => {
    const lane = laneOf.get(idOf(node));
    return { ...readElement(node, context), ...(lane !== undefined && { lane }) };
  });
  const explicit = makeGatewaysExplicit({ elements: [...joinCompensation(container, read)], flows: [...links.flows] });
  const process: Process = {
    id: place.id,
    name: place.name,
    ...(place.inside !== undefined && { inside: place.inside }),
    lanes: [...lanes],
    ...explicit,
    data: [...dataOf(container, kept, read)],
  };
  return [process, ...insides(kept, place.depth, context)];
}

function dataOf(container: BpmnNode, nodes: readonly BpmnNode[], elements: readonly Element[]) {
  const used = nodes.flatMap((node) => [...namesRead(node), ...namesWritten(node)]);
  return uniqueItems([
    ...readItems(container),
    ...listsOf(elements),
    ...used.map((name) => ({ name, type: 'unknown' as const })),
  ]);
}

function insides(nodes: readonly BpmnNode[], depth: number, context: ReadContext): readonly Process[] {
  const drawn = nodes.filter((node) => typeOf(node) === 'subProcess' && node.triggeredByEvent !== true);
  return drawn.flatMap((node) => {
    const place = { id: insideId(idOf(node)), name: nameOf(node) || idOf(node), inside: idOf(node), depth: depth + 1 };
    return readProcess(node, place, context);
  });
}
