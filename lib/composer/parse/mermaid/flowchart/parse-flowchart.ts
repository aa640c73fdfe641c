import type { Element } from '../../../model/element';
import { insideId } from '../../../model/inside-id';
import type { Model } from '../../../model/model';
import { checkDepth } from '../../limits';
import type { ProcessDraft } from '../process-draft';
import { addFlow, child, emptyDraft, finish, freeId } from '../process-draft';
import type { SourceLine } from '../source-line';
import { meaningError } from '../source-line';
import { triggerOf } from '../trigger-words';
import type { Chart, ChartEdge, ChartGroup } from './chart';
import type { Containers } from './containers';
import { checkBorder, containersOf } from './containers';
import { isInclusiveHexagon } from './hexagons';
import { joinCylinders } from './join-cylinders';
import { readChart } from './read-chart';
import { shapeElement } from './shape-element';

/** Reads the lines of a Mermaid flowchart after its head. */
export function parseFlowchart(lines: readonly SourceLine[], name: string): Model {
  const chart = readChart(lines);
  const containers = containersOf(chart);
  const root = emptyDraft({ id: 'process', name });
  const insides = containers.subProcesses.map((group) => insideOf(group, containers));
  for (const draft of [root, ...insides]) fill(draft, chart, containers);
  return { name, source: 'mermaid-flowchart', processes: [root, ...insides].map(finish) };
}

function insideOf(group: ChartGroup, { containerOf }: Containers): ProcessDraft {
  let depth = 0;
  for (let outer = containerOf(group.id); outer !== undefined; outer = containerOf(outer)) depth += 1;
  checkDepth(depth, group.label);
  return emptyDraft({ id: insideId(group.id), name: group.label, inside: group.id });
}

function fill(draft: ProcessDraft, chart: Chart, containers: Containers): void {
  const inDraft = (id: string) => containers.containerOf(id) === draft.inside;
  const lanes = containers.lanesIn(draft.inside);
  draft.lanes.push(...lanes.map(({ id, label }) => ({ id, name: label })));
  const edges = chart.edges.filter(({ from }) => inDraft(from));
  for (const edge of edges) checkBorder(edge, containers);
  const { flows, reads, writes } = joinCylinders(draft, chart, edges);
  for (const node of chart.nodes.values()) {
    if (!inDraft(node.id) || (node.shape === 'cylinder' && !chart.groups.has(node.id))) continue;
    if (chart.groups.has(node.id) && !containers.subProcesses.some(({ id }) => id === node.id)) continue;
    const lane = containers.laneOf(node.id);
    const element = { ...elementAt(node.id, chart, flows), ...(lane !== undefined && { lane }) };
    const names = { reads: [...(reads.get(node.id) ?? [])], writes: [...(writes.get(node.id) ?? [])] };
    draft.elements.push('reads' in element ? { ...element, ...names } : element);
  }
  for (const edge of flows) drawEdge(draft, edge);
}

function elementAt(id: string, chart: Chart, flows: readonly ChartEdge[]): Element {
  const group = chart.groups.get(id);
  if (group !== undefined) return { ...child(id, group.label), process: insideId(id) };
  const node = chart.nodes.get(id) ?? { id, label: id, shape: 'rectangle' as const, group: undefined };
  const out = flows.filter(({ from }) => from === id);
  return shapeElement(node, {
    into: flows.filter(({ to }) => to === id).length,
    out: out.length,
    isInclusive: isInclusiveHexagon(id, chart, flows),
    leadsToWaits:
      out.length > 1 && out.every(({ to, label }) => label === '' && chart.nodes.get(to)?.shape === 'parallelogram'),
  });
}

/** A dotted arrow whose words are an event hangs that event at the step; any other arrow is a flow. */
function drawEdge(draft: ProcessDraft, { from, to, label, isDotted, line }: ChartEdge): void {
  const host = draft.elements.find(({ id }) => id === from);
  const trigger = isDotted ? triggerOf(label) : undefined;
  if (trigger === undefined || host === undefined) {
    addFlow(draft, { from, to, label });
    return;
  }
  if (host.kind !== 'task' && host.kind !== 'child' && host.kind !== 'catch') {
    const hint = 'Let it leave a step, or draw a full line.';
    throw meaningError(line, `The dotted arrow "${label}" leaves "${from}", which is no step`, hint);
  }
  if (trigger.kind === 'compensation') {
    undo(draft, from, to);
    return;
  }
  const id = freeId(draft, `${from}-.->${to}`);
  const lane = host.lane === undefined ? {} : { lane: host.lane };
  draft.elements.push({ kind: 'boundary', id, name: label, ...lane, attachedTo: from, trigger, interrupting: true });
  addFlow(draft, { from: id, to });
}

function undo({ elements }: ProcessDraft, host: string, handler: string): void {
  elements.forEach((element, index) => {
    if (element.kind !== 'task' && element.kind !== 'child') return;
    if (element.id === host) elements[index] = { ...element, compensatedBy: handler };
    if (element.id === handler) elements[index] = { ...element, isForCompensation: true };
  });
}
