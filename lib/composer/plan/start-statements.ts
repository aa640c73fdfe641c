import { PlanRefusal } from './refusal';
import type { Statement } from './statement';
import type { ProcessGraph } from './graph/process-graph';

/** The statements of a process from its only beginning. */
export function startStatements(
  graph: ProcessGraph,
  region: (from: string) => readonly Statement[],
): readonly Statement[] {
  const [entry, second] = graph.entries();
  if (entry === undefined) return [];
  if (second === undefined) return region(entry.id);
  throw new PlanRefusal({
    ...{ rule: 'one-start', element: second.id },
    message: `The process "${graph.process.name || graph.process.id}" has a second start, "${second.name || second.id}".`,
    wayOut: 'Begin with one start event; let a gateway after it tell the cases apart.',
  });
}
