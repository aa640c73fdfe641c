import { queryOptions } from '@tanstack/react-query';
import { fetchJson } from '@/lib/api/fetch-json';
import { graphSchema } from '@/lib/api/graph';
import { instancePath } from '@/lib/api/paths';
import type { InstanceRef } from '@/lib/domain/instance';
import { queryKeys } from '@/components/shared/query-keys';
import type { DrawnRun } from './steps-on-elements';

/** Executions of one run that are drawn at most: a diagram has no room for more. */
const MOST = 50;

/** A run and its children, as their graphs; made anew when the run changes. */
export function drawnRunsQuery(root: InstanceRef, workflow: string) {
  return queryOptions({
    queryKey: [...queryKeys.instance(root), 'diagram'],
    queryFn: ({ signal }) => drawnRuns(root, workflow, signal),
  });
}

async function drawnRuns(root: InstanceRef, workflow: string, signal: AbortSignal): Promise<readonly DrawnRun[]> {
  const runs: DrawnRun[] = [];
  let level = [{ ref: root, workflow }];
  while (level.length > 0 && runs.length < MOST) {
    const drawn = await Promise.all(
      level.slice(0, MOST - runs.length).map(async ({ ref, workflow: name }) => ({
        workflow: name,
        graph: await fetchJson(graphSchema, instancePath(ref, 'graph'), { signal }),
      })),
    );
    runs.push(...drawn);
    level = drawn.flatMap(({ graph }) =>
      graph.nodes.flatMap((node) =>
        node.type === 'step' && node.child !== undefined ? [{ ref: node.child, workflow: node.name }] : [],
      ),
    );
  }
  return runs;
}
