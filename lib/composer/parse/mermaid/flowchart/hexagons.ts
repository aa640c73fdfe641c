import type { Chart, ChartEdge } from './chart';

/**
 * Whether a hexagon is inclusive: one that splits when words stand at its arrows, one that joins when the hexagon that
 * split what it joins is.
 */
export function isInclusiveHexagon(id: string, chart: Chart, flows: readonly ChartEdge[]): boolean {
  const out = flows.filter(({ from }) => from === id);
  const into = flows.filter(({ to }) => to === id);
  if (into.length < 2 || out.length > 1) return hasLabels(out);
  const split = splitBefore(id, chart, flows);
  return split !== undefined && hasLabels(flows.filter(({ from }) => from === split));
}

/** Walks back from a join to the hexagon that split, past pairs of hexagons on the way. */
function splitBefore(join: string, { nodes }: Chart, flows: readonly ChartEdge[]): string | undefined {
  const seen = new Set<string>([join]);
  let open = 0;
  for (let at = flows.find(({ to }) => to === join)?.from; at !== undefined && !seen.has(at); at = before(at, flows)) {
    seen.add(at);
    const node = nodes.get(at);
    if (node?.shape !== 'hexagon') continue;
    if (flows.filter(({ to }) => to === at).length > 1) open += 1;
    else if (open === 0) return at;
    else open -= 1;
  }
  return undefined;
}

function before(id: string, flows: readonly ChartEdge[]): string | undefined {
  return flows.find(({ to }) => to === id)?.from;
}

function hasLabels(flows: readonly ChartEdge[]): boolean {
  return flows.some(({ label }) => label !== '');
}
