import { oneLine } from '../emit/one-line';
import type { Element } from '../model/element';
import type { Model, Process } from '../model/model';

/** The diagram as a Mermaid flowchart: one subgraph for each process where there are several. */
export function mermaidOf(model: Model): string {
  const ids = new Map<string, string>();
  for (const process of model.processes) {
    for (const { id } of process.elements) ids.set(id, `n${ids.size + 1}`);
  }
  const isOne = model.processes.length === 1;
  const lines = model.processes.flatMap((process, at) => {
    const inside = processLines(process, ids);
    if (isOne) return inside.map((line) => `  ${line}`);
    const title = quoted(process.name || process.id);
    return [`  subgraph p${at + 1} [${title}]`, ...inside.map((line) => `    ${line}`), '  end'];
  });
  return `${['flowchart LR', ...lines].join('\n')}\n`;
}

function processLines(process: Process, ids: ReadonlyMap<string, string>): readonly string[] {
  const nodes = process.elements.map((element) => `${ids.get(element.id) ?? ''}${shapeOf(element)}`);
  const flows = process.flows.map(({ from, to, label, condition }) => {
    const words = label ?? condition ?? '';
    const arrow = words === '' ? '-->' : `-->|${quoted(words)}|`;
    return `${ids.get(from) ?? ''} ${arrow} ${ids.get(to) ?? ''}`;
  });
  const attached = process.elements.flatMap((element) => {
    if (element.kind === 'boundary') return [`${ids.get(element.attachedTo) ?? ''} -.- ${ids.get(element.id) ?? ''}`];
    if (!('compensatedBy' in element) || element.compensatedBy === undefined) return [];
    return [`${ids.get(element.id) ?? ''} -. "undone by" .-> ${ids.get(element.compensatedBy) ?? ''}`];
  });
  return [...nodes, ...flows, ...attached];
}

const gatewaySigns = { exclusive: '×', parallel: '+', inclusive: '○', 'event-based': '⬠' } as const;

function shapeOf(element: Element): string {
  const title = quoted(element.name || wordFor(element));
  switch (element.kind) {
    case 'start':
    case 'end':
      return `([${title}])`;
    case 'gateway':
      return `{${quoted(element.name || gatewaySigns[element.gateway])}}`;
    case 'catch':
    case 'throw':
    case 'boundary':
      return `((${title}))`;
    case 'child':
      return `[[${title}]]`;
    default:
      return `[${title}]`;
  }
}

function wordFor({ kind, id }: Element): string {
  if (kind === 'start' || kind === 'end') return kind;
  return id;
}

/** Mermaid takes HTML entities inside quotes, and nothing else that could end them. */
function quoted(text: string): string {
  const safe = oneLine(text).replace(/[&"<>#;]/g, (sign) => `#${sign.charCodeAt(0)};`);
  return `"${safe}"`;
}
