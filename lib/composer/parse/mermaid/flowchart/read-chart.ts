import { checkFlows } from '../../limits';
import type { SourceLine } from '../source-line';
import { labelWords, syntaxError } from '../source-line';
import type { Chart } from './chart';
import { readEdge } from './read-edge';
import type { NodeMention } from './read-node';
import { readNode } from './read-node';
import { Scanner } from './scanner';

const ignored = /^(classDef|class|style|linkStyle|click|direction|acc[A-Z]\w+)\b/;
const subgraph = /^subgraph\b\s*(?:([\p{L}\p{N}_.-]+)\s*\[\s*(.+?)\s*\]|"([^"]*)"|(.*?))\s*;?$/u;

/** Reads the lines of a flowchart after its head. */
export function readChart(lines: readonly SourceLine[]): Chart {
  const chart: Chart = { nodes: new Map(), edges: [], groups: new Map() };
  const open: string[] = [];
  for (const line of lines) {
    if (ignored.test(line.text)) continue;
    const group = subgraph.exec(line.text);
    if (group) openGroup(chart, { line, group, open });
    else if (/^end\s*;?$/.test(line.text)) closeGroup(line, open);
    else readStatement(chart, line, open.at(-1));
  }
  const last = lines.at(-1);
  if (open.length > 0 && last) throw syntaxError(last, last.text.length, `"end" of subgraph "${open.at(-1)}"`);
  return chart;
}

function openGroup(
  { groups }: Chart,
  { line, group, open }: { line: SourceLine; group: RegExpExecArray; open: string[] },
): void {
  const [, named, title, quoted, words] = group;
  const label = labelWords(title ?? quoted ?? words ?? '');
  const id = named ?? (label === '' ? `subgraph-${line.number}` : label);
  if (groups.has(id)) throw syntaxError(line, 9, `another id than "${id}", which is that of a subgraph above`);
  groups.set(id, { id, label: label === '' ? id : label, parent: open.at(-1), line });
  open.push(id);
}

function closeGroup(line: SourceLine, open: string[]): void {
  if (open.pop() === undefined) throw syntaxError(line, 0, 'an open subgraph before "end"');
}

/** `A & B --> C -->|words| D; E`: nodes, and arrows from each of a list to each of the next. */
function readStatement(chart: Chart, line: SourceLine, group: string | undefined): void {
  const scanner = new Scanner(line);
  while (!scanner.isAtEnd) {
    let from = readList(chart, scanner, group);
    for (let edge = readEdge(scanner); edge !== undefined; edge = readEdge(scanner)) {
      const to = readList(chart, scanner, group);
      const drawn = edge;
      checkFlows(chart.edges.length + from.length * to.length);
      const pairs = from.flatMap((one) => to.map((other) => ({ from: one, to: other, ...drawn, line })));
      if (!edge.isInvisible) chart.edges.push(...pairs);
      from = to;
    }
    if (scanner.take(/\s*(;|$)/y) === undefined) throw scanner.error('an arrow such as -->, or the end of the line');
  }
}

function readList(chart: Chart, scanner: Scanner, group: string | undefined): readonly string[] {
  const ids: string[] = [];
  do {
    const mention = readNode(scanner);
    mentionNode(chart, mention, group);
    ids.push(mention.id);
  } while (scanner.take(/\s*&/y) !== undefined);
  return ids;
}

function mentionNode({ nodes }: Chart, { id, label, shape }: NodeMention, group: string | undefined): void {
  const known = nodes.get(id);
  if (known === undefined) {
    nodes.set(id, { id, label: label ?? id, shape: shape ?? 'rectangle', group });
    return;
  }
  known.label = label ?? known.label;
  known.shape = shape ?? known.shape;
  known.group ??= group;
}
