import type { Lane } from '../../model/model';
import type { BpmnNode } from './bpmn-node';
import { idOf, nameOf, nodeAt, nodesAt } from './bpmn-node';

export interface ReadLanes {
  readonly lanes: readonly Lane[];
  /** Id of the innermost lane by the id of an element. */
  readonly laneOf: ReadonlyMap<string, string>;
}

/** The lanes of a process, lanes in lanes included; an element belongs to the innermost that names it. */
export function readLanes(process: BpmnNode): ReadLanes {
  const lanes: Lane[] = [];
  const laneOf = new Map<string, string>();
  const visit = (set: BpmnNode): void => {
    for (const lane of nodesAt(set, 'lanes')) {
      lanes.push({ id: idOf(lane), name: nameOf(lane) });
      for (const node of nodesAt(lane, 'flowNodeRef')) laneOf.set(idOf(node), idOf(lane));
      const inner = nodeAt(lane, 'childLaneSet');
      if (inner !== undefined) visit(inner);
    }
  };
  nodesAt(process, 'laneSets').forEach(visit);
  return { lanes, laneOf };
}
