import { hintsOf } from '../conditions/paths-in';
import { parseCondition } from '../conditions/parse-condition';
import { parseTime } from '../conditions/parse-time';
import type { Element, ElementOf } from '../model/element';
import { fieldName } from '../names/field-path';
import { exampleFlow, sortFlows } from './choices';
import { FieldTree } from './field-tree';
import type { ProcessGraph } from './graph/process-graph';
import { bareExpression, countPath, itemName } from './item-name';
import type { Example } from './record';

/** A field that an activity of the example finds out, so that the example comes to its end. */
export interface ExampleHint {
  /** Id of the activity before the question. */
  readonly activity: string;
  readonly path: readonly string[];
  readonly value: Example;
}

/** Tells the tree what one process knows, and answers what its activities should find out in an example. */
export function gatherFields(graph: ProcessGraph, tree: FieldTree): readonly ExampleHint[] {
  for (const { name, type } of graph.process.data) {
    const field = fieldName(name);
    if (field !== undefined) tree.declare(field, type);
  }
  return graph.process.elements.flatMap((element) => gatherElement(graph, tree, element));
}

/** Id of the first element that uses a field of that name; undefined where only the declared data have it. */
export function userOf(field: string, graphs: readonly ProcessGraph[]): string | undefined {
  for (const graph of graphs) {
    for (const element of graph.process.elements) {
      const tree = new FieldTree();
      gatherElement(graph, tree, element);
      if (tree.has(field)) return element.id;
    }
  }
  return undefined;
}

function gatherElement(graph: ProcessGraph, tree: FieldTree, element: Element): readonly ExampleHint[] {
  switch (element.kind) {
    case 'gateway':
      return gatherChoice(graph, tree, element);
    case 'task':
    case 'child':
      return gatherActivity(tree, element);
    case 'catch':
    case 'boundary':
      gatherTime(tree, element);
      return [];
    default:
      return [];
  }
}

function gatherActivity(tree: FieldTree, element: ElementOf<'task'> | ElementOf<'child'>): readonly ExampleHint[] {
  for (const name of [...element.reads, ...element.writes]) {
    const field = fieldName(name);
    if (field !== undefined) tree.declare(field, 'unknown');
  }
  gatherMany(tree, element);
  const loop = parseCondition(element.loop?.condition ?? '');
  const hints = loop === undefined ? [] : hintsOf(loop, 'false');
  return observed(tree, element.id, hints);
}

function gatherMany(tree: FieldTree, { many, name, id }: ElementOf<'task'> | ElementOf<'child'>): void {
  if (many === undefined) return;
  const list = many.collection?.split('.').map(fieldName);
  if (list?.every((name) => name !== undefined)) tree.observe(list, ['first', 'second']);
  if (list === undefined && !/^\d+$/.test(bareExpression(many.count ?? '')))
    tree.observe(countPath(many, name || id), 2);
  const item = itemName(many);
  if (list === undefined) tree.observe([item], 1);
  else tree.declare(item, 'unknown');
}

function gatherTime(tree: FieldTree, { trigger, name, id }: ElementOf<'catch'> | ElementOf<'boundary'>): void {
  if (trigger.kind !== 'timer') return;
  const time = parseTime(trigger.timer);
  if (time?.kind === 'at-field') tree.observe(time.path, '2030-01-01T00:00:00Z');
  if (time?.kind === 'after-field') tree.observe(time.path, 1);
  if (time === undefined) tree.observe([secondsField(name || id)], 1);
}

/** The number field that says how long a timer waits whose time nobody could read. */
export function secondsField(title: string): string {
  return fieldName(`${title} seconds`) ?? 'seconds';
}

function gatherChoice(graph: ProcessGraph, tree: FieldTree, gateway: ElementOf<'gateway'>): readonly ExampleHint[] {
  if (graph.flowsFrom(gateway.id).length < 2) return [];
  if (gateway.gateway !== 'exclusive' && gateway.gateway !== 'inclusive') return [];
  const sorted = sortFlows(graph, gateway);
  if (sorted.by === 'answer') return [];
  const taken = exampleFlow(graph, gateway.id);
  const ordered = [...sorted.branches].sort((a, b) => Number(b.flow === taken) - Number(a.flow === taken));
  const hints = ordered.flatMap(({ flow, condition }) => hintsOf(condition, flow === taken ? 'true' : 'false'));
  return observed(tree, activityBefore(graph, gateway.id), hints);
}

function observed(
  tree: FieldTree,
  activity: string | undefined,
  hints: ReturnType<typeof hintsOf>,
): readonly ExampleHint[] {
  const seen = new Set<string>();
  return hints.flatMap(({ path, value }) => {
    tree.observe(path, value);
    const key = path.join('.');
    if (activity === undefined || value === undefined || seen.has(key)) return [];
    seen.add(key);
    return [{ activity, path, value }];
  });
}

/** The activity that comes before an element on the first way back. */
function activityBefore(graph: ProcessGraph, id: string): string | undefined {
  const seen = new Set<string>();
  for (let at: string | undefined = id; at !== undefined && !seen.has(at); at = graph.flowsInto(at)[0]?.from) {
    seen.add(at);
    if (graph.element(at)?.kind === 'task') return at;
  }
  return undefined;
}
