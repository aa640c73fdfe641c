import { queryOptions } from '@tanstack/react-query';
import { fetchJson } from '@/lib/api/fetch-json';
import { graphSchema } from '@/lib/api/graph';
import { instancePath } from '@/lib/api/paths';
import type { InstanceRef } from '@/lib/domain/instance';
import { queryKeys } from '@/components/shared/query-keys';
import { isOpen, type DrawnRun } from './steps-on-elements';

/** Executions of one run that are drawn at most: a diagram has no room for more. */
const MOST = 50;

const POLL_MS = 1_000;

/** A run and its children, as their graphs; made anew when the run changes, and each second while children work for it. */
export function drawnRunsQuery(root: InstanceRef, workflow: string) {
  return queryOptions({
    queryKey: [...queryKeys.instance(root), 'diagram'],
    queryFn: ({ signal }) => drawnRuns({ ref: root, workflow }, signal),
    refetchInterval: ({ state: { data = [] } }) => (data.slice(1).some(isOpen) ? POLL_MS : false),
  });
}

async function drawnRuns(root: Omit<DrawnRun, 'graph'>, signal: AbortSignal): Promise<readonly DrawnRun[]> {
  const runs: DrawnRun[] = [];
  let level = [root];
  while (level.length > 0 && runs.length < MOST) {
    const drawn = await Promise.all(
      level.slice(0, MOST - runs.length).map(async (run) => ({
        ...run,
        graph: await fetchJson(graphSchema, instancePath(run.ref, 'graph'), { signal }),
      })),
    );
    runs.push(...drawn);
    level = drawn.flatMap(({ graph, workflow: parent }) =>
      graph.nodes.flatMap((node) =>
        node.type === 'step' && node.child !== undefined ? [{ ref: node.child, workflow: node.name, parent }] : [],
      ),
    );
  }
  return runs;
}
