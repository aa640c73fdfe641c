import { meaningError } from '../source-line';
import type { Chart, ChartEdge, ChartGroup } from './chart';

/** Where the nodes of a chart lie. A subgraph that arrows lead to or from is a sub-process, every other one is a lane. */
export interface Containers {
  readonly subProcesses: readonly ChartGroup[];
  /** Id of the sub-process around a node or subgraph; undefined in the process itself. */
  containerOf(id: string): string | undefined;
  /** Id of the innermost lane around a node or subgraph, inside its container. */
  laneOf(id: string): string | undefined;
  /** Lanes of a container, in the order of the chart. */
  lanesIn(container: string | undefined): readonly ChartGroup[];
}

export function containersOf({ nodes, edges, groups }: Chart): Containers {
  const joined = new Set(edges.flatMap(({ from, to }) => [from, to]));
  const isSubProcess = (id: string) => groups.has(id) && joined.has(id);
  const parentOf = (id: string) => (groups.has(id) ? groups.get(id)?.parent : nodes.get(id)?.group);
  const around = (id: string): readonly string[] => {
    const parent = parentOf(id);
    return parent === undefined ? [] : [parent, ...around(parent)];
  };
  const containerOf = (id: string) => around(id).find(isSubProcess);
  const all = [...groups.values()];
  return {
    subProcesses: all.filter(({ id }) => isSubProcess(id)),
    containerOf,
    laneOf: (id) => {
      const [parent] = around(id);
      return parent === undefined || isSubProcess(parent) ? undefined : parent;
    },
    lanesIn: (container) => all.filter(({ id }) => !isSubProcess(id) && containerOf(id) === container),
  };
}

/** Both ends of an arrow lie in the same process or sub-process. */
export function checkBorder({ from, to, line }: ChartEdge, { containerOf }: Containers): void {
  if (containerOf(from) === containerOf(to)) return;
  const inner = containerOf(from) ?? containerOf(to) ?? '';
  throw meaningError(
    line,
    `The arrow from "${from}" to "${to}" crosses the border of sub-process "${inner}"`,
    'Lead arrows to the subgraph itself; what is inside starts and ends inside.',
  );
}
