import type { Graph, GraphNode } from '../graph';
import { layoutGraph, sizeOf } from '../layout-graph';
import type { Position, Size } from '../place-boxes';
import { drawnNode } from './drawn-node';

const MARGIN = 24;
/** About how wide a letter of the fonts below is, in pixels. */
const LETTER = { title: 7, detail: 6 };

const STYLE = `
svg { color-scheme: light dark; background: #ffffff; font: 13px system-ui, sans-serif; }
.box { fill: #ffffff; stroke: #71717a; stroke-width: 1.25; }
.done { stroke: #16a34a; } .open { stroke: #2563eb; } .failed { stroke: #dc2626; stroke-width: 2; }
.held { stroke: #d97706; } .struck { stroke-dasharray: 4; }
.title { fill: #18181b; text-anchor: middle; } .detail { fill: #52525b; text-anchor: middle; font-size: 11px; }
.edge { fill: none; stroke: #71717a; } .later { stroke-dasharray: 2 4; } .tip { fill: #71717a; }
@media (prefers-color-scheme: dark) {
  svg { background: #18181b; } .box { fill: #27272a; stroke: #a1a1aa; }
  .done { stroke: #4ade80; } .open { stroke: #60a5fa; } .failed { stroke: #f87171; } .held { stroke: #fbbf24; }
  .title { fill: #fafafa; } .detail { fill: #a1a1aa; } .edge { stroke: #a1a1aa; } .tip { fill: #a1a1aa; }
}`;

type Placed = Position & Size;

/** A graph as a picture that needs nothing beside it; its colors follow what the reader prefers. */
export function toSvg(graph: Graph): string {
  const layout = layoutGraph(graph, 'down');
  const placed = new Map<string, Placed>();
  for (const node of graph.nodes) placed.set(node.id, { ...(layout.get(node.id) ?? { x: 0, y: 0 }), ...sizeOf(node) });
  const all = [...placed.values()];
  const [left, top] = [least(all.map(({ x }) => x)) - MARGIN, least(all.map(({ y }) => y)) - MARGIN];
  const width = -least(all.map((box) => -(box.x + box.width))) + MARGIN - left;
  const height = -least(all.map((box) => -(box.y + box.height))) + MARGIN - top;
  const edges = graph.edges.flatMap(({ from, to, kind }) => {
    const [start, end] = [placed.get(from), placed.get(to)];
    return start === undefined || end === undefined ? [] : [edgePath(start, end, kind === 'later')];
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${[left, top, width, height].map(round).join(' ')}" width="${round(width)}" height="${round(height)}" role="img">`,
    `<style>${STYLE}\n</style>`,
    '<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path class="tip" d="M0 0 8 4 0 8z"/></marker></defs>',
    ...edges,
    ...graph.nodes.map((node) => boxOf(node, placed.get(node.id))),
    '</svg>',
    '',
  ].join('\n');
}

function least(values: readonly number[]): number {
  return values.reduce((low, value) => Math.min(low, value), Number.MAX_SAFE_INTEGER);
}

function edgePath(from: Placed, to: Placed, isLater: boolean): string {
  const [x1, y1] = [from.x + from.width / 2, from.y + from.height];
  const [x2, y2] = [to.x + to.width / 2, to.y];
  const bend = Math.max(16, Math.abs(y2 - y1) / 2);
  const [a, b] = [`${round(x1)} ${round(y1 + bend)}`, `${round(x2)} ${round(y2 - bend)}`];
  const path = `M${round(x1)} ${round(y1)}C${a} ${b} ${round(x2)} ${round(y2)}`;
  return `<path class="edge${isLater ? ' later' : ''}" d="${path}" marker-end="url(#tip)"/>`;
}

function boxOf(node: GraphNode, box: Placed = { x: 0, y: 0, width: 0, height: 0 }): string {
  const { title, detail, look } = drawnNode(node);
  const middle = { x: round(box.x + box.width / 2), y: box.y + box.height / 2 };
  const corner = node.type === 'start' || node.type === 'end' || node.type === 'join' ? box.height / 2 : 8;
  const frame = `<rect class="box ${look}" x="${round(box.x)}" y="${round(box.y)}" width="${box.width}" height="${box.height}" rx="${corner}"/>`;
  const line = (kind: keyof typeof LETTER, text: string, y: number): string =>
    text === ''
      ? ''
      : `<text class="${kind}" x="${middle.x}" y="${round(y)}">${escaped(fitted(text, box.width, LETTER[kind]))}</text>`;
  const below = detail === '' ? 4 : -3;
  return `<g><title>${escaped(`${title} ${detail}`.trim())}</title>${frame}${line('title', title, middle.y + below)}${line('detail', detail, middle.y + 14)}</g>`;
}

function fitted(text: string, width: number, letter: number): string {
  const letters = Math.floor((width - 16) / letter);
  const signs = [...text];
  return signs.length <= letters ? text : `${signs.slice(0, letters - 1).join('')}…`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** XML knows no control characters, not even escaped ones. */
function escaped(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, ' ').replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? '');
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
