import type { Graph, GraphNode } from '../graph';
import { drawnNode, LOOKS, STROKE, type Look } from './drawn-node';

/** What fills a box is left to the theme of the page. */
const MORE: Partial<Record<Look, string>> = { failed: ',stroke-width:2px', struck: ',stroke-dasharray:4' };

/** A graph as a Mermaid flowchart. */
export function toMermaid({ nodes, edges }: Graph): string {
  const names = new Map(nodes.map(({ id }, index) => [id, `n${index}`]));
  const name = (id: string): string => names.get(id) ?? '';
  return [
    'flowchart TD',
    ...nodes.map((node) => `  ${name(node.id)}${shapeOf(node)}:::${drawnNode(node).look}`),
    ...edges.map(({ from, to, kind }) => `  ${name(from)} ${kind === 'handled' ? '-->' : '-.->'} ${name(to)}`),
    ...LOOKS.map((look) => `  classDef ${look} stroke:${STROKE[look]}${MORE[look] ?? ''}`),
    '',
  ].join('\n');
}

function shapeOf(node: GraphNode): string {
  const { title, detail } = drawnNode(node);
  const text = [title, detail]
    .filter((line) => line !== '')
    .map(escaped)
    .join('<br/>');
  if (node.type === 'join') return '((" "))';
  if (node.type === 'start' || node.type === 'end') return `(["${text}"])`;
  return node.type === 'group' ? `[["${text}"]]` : `["${text}"]`;
}

/** Mermaid reads entities written with a number sign; everything that could end a label or begin a mark becomes one. */
function escaped(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[#"&<>`*_\\[\]{}|]/g, (sign) => `#${sign.codePointAt(0)};`);
}
