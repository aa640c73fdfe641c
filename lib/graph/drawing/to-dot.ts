import type { Graph, GraphNode } from '../graph';
import { drawnNode, STROKE } from './drawn-node';

/** A graph in the language of Graphviz. */
export function toDot({ nodes, edges }: Graph): string {
  return [
    'digraph execution {',
    '  node [shape=box, style=rounded, fontname="sans-serif"];',
    ...nodes.map((node) => `  ${quoted(node.id)} [${attributesOf(node)}];`),
    ...edges.map(
      ({ from, to, kind }) => `  ${quoted(from)} -> ${quoted(to)}${kind === 'later' ? ' [style=dashed]' : ''};`,
    ),
    '}',
    '',
  ].join('\n');
}

function attributesOf(node: GraphNode): string {
  const { title, detail, look } = drawnNode(node);
  const label = detail === '' ? quoted(title) : `"${escaped(title)}\\n${escaped(detail)}"`;
  const shape = node.type === 'join' ? ', shape=point' : '';
  const style = look === 'struck' ? ', style="rounded,dashed"' : '';
  return `label=${label}, color="${STROKE[look]}"${shape}${style}`;
}

function quoted(text: string): string {
  return `"${escaped(text)}"`;
}

/** Nothing in a label may end it or be an escape of Graphviz, such as `\N`. */
function escaped(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/["\\]/g, String.raw`\$&`);
}
