import type { ProcessDraft } from '../process-draft';
import { meaningError } from '../source-line';
import type { Chart, ChartEdge } from './chart';

/** What a step reads from and writes to the cylinders of a chart, by the id of the step. */
export interface StepData {
  readonly reads: ReadonlyMap<string, readonly string[]>;
  readonly writes: ReadonlyMap<string, readonly string[]>;
  /** The arrows that are left: between steps. */
  readonly flows: readonly ChartEdge[];
}

/** A cylinder is data: an arrow to it writes, one from it reads, a line without an arrowhead does both. */
export function joinCylinders(draft: ProcessDraft, { nodes, groups }: Chart, edges: readonly ChartEdge[]): StepData {
  const dataAt = (id: string) => {
    const node = groups.has(id) ? undefined : nodes.get(id);
    return node?.shape === 'cylinder' ? node.label || id : undefined;
  };
  const reads = new Map<string, string[]>();
  const writes = new Map<string, string[]>();
  const flows: ChartEdge[] = [];
  const add = (map: Map<string, string[]>, step: string, name: string): void => {
    const known = map.get(step) ?? [];
    if (!known.includes(name)) map.set(step, [...known, name]);
    if (!draft.data.some((item) => item.name === name)) draft.data.push({ name, type: 'unknown' });
  };
  for (const edge of edges) {
    const written = dataAt(edge.to);
    const read = dataAt(edge.from);
    if (written !== undefined) add(writes, edge.from, written);
    if (written !== undefined && !edge.hasArrow) add(reads, edge.from, written);
    if (read !== undefined) add(reads, edge.to, read);
    if (read !== undefined && !edge.hasArrow) add(writes, edge.to, read);
    if (read !== undefined || written !== undefined) continue;
    if (!edge.hasArrow) {
      const message = `The line from "${edge.from}" to "${edge.to}" has no arrowhead, so it says no order`;
      throw meaningError(edge.line, message, 'Write --> in the direction of the work.');
    }
    flows.push(edge);
  }
  return { reads, writes, flows };
}
