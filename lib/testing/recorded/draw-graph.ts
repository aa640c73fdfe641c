import { durationWords } from '@/lib/domain/duration-words';
import { foldSiblings } from '@/lib/graph/fold-siblings';
import {
  type Attempt,
  type Graph,
  type GraphEdge,
  type GraphNode,
  type HoldNode,
  isStruck,
  type StepNode,
} from '@/lib/graph/graph';

const COLUMNS = { number: 3, kind: 11, name: 28, facts: 34 };

/**
 * A graph as text: a numbered line per node with kind, name, status and marks, and what it comes after. "after" is what was
 * handled in the turn that asked for it, "later than" what only came before it.
 */
export function drawGraph(graph: Graph): string {
  const numbers = new Map(graph.nodes.map(({ id }, index) => [id, index + 1]));
  const lines = graph.nodes.flatMap((node, index) => {
    const into = graph.edges.filter(({ to }) => to === node.id);
    const { kind, name, facts } = wordsOf(node);
    const cells = [
      String(index + 1).padStart(COLUMNS.number),
      kind.padEnd(COLUMNS.kind),
      name.padEnd(COLUMNS.name),
      facts.padEnd(COLUMNS.facts),
    ];
    return [`${cells.join('  ')}  ${causes(into, numbers)}`.trimEnd(), ...triesOf(node)];
  });
  return `${[...lines, ...foldedLines(graph)].join('\n')}\n`;
}

/** The same without measured times, which a slow machine changes. */
export function withoutTimes(drawing: string): string {
  return drawing.replace(/(suspended|stalled) [\d.]+ m?s\b/g, '$1').replace(/ +/g, ' ');
}

type Words = { readonly kind: string; readonly name: string; readonly facts: string };

function wordsOf(node: GraphNode): Words {
  switch (node.type) {
    case 'start':
      return { kind: 'start', name: node.name, facts: '' };
    case 'generation':
      return { kind: 'generation', name: String(node.generation), facts: '' };
    case 'join':
      return { kind: 'join', name: '', facts: '' };
    case 'end':
      return { kind: 'end', name: '', facts: node.status };
    case 'suspension':
    case 'stall':
      return { kind: node.type, name: '', facts: heldWords(node) };
    case 'group':
      return { kind: 'group', name: `${node.members.length} × ${node.name}`, facts: '' };
    case 'step':
      return { kind: node.kind, name: node.name, facts: factsOf(node).join(', ') };
  }
}

function heldWords(node: HoldNode): string {
  const word = node.type === 'stall' ? 'stalled' : 'suspended';
  const span = node.to === undefined ? ', not over' : ` ${durationWords(node.to - node.from)}`;
  return `${word}${span}${node.reason === undefined || node.reason === '' ? '' : `: ${node.reason}`}`;
}

function factsOf(step: StepNode): readonly string[] {
  const facts = [
    step.timedOut ? 'deadline passed' : step.status,
    isStruck(step) && 'struck',
    step.appId !== undefined && `in ${step.appId}`,
    step.rerunOf !== undefined && `rerun of ${step.rerunOf} from here`,
    step.attempts.length > 1 && `${step.attempts.length} tries`,
    step.retryAt !== undefined && 'tried again',
    step.ignored && 'ignored',
    step.pending && 'not handed over',
  ];
  return facts.filter((fact) => fact !== false);
}

function triesOf(node: GraphNode): readonly string[] {
  if (node.type !== 'step' || node.attempts.length === 1) return [];
  return node.attempts.map((attempt) => `       ${tryWords(attempt)}`);
}

function tryWords({ number, status, failure, child }: Attempt): string {
  const where = child === undefined ? '' : ` as ${child.instanceId}`;
  return `try ${number}${where}: ${status}${failure === undefined ? '' : `, ${failure.message.split('\n', 1).join('')}`}`;
}

function causes(edges: readonly GraphEdge[], numbers: ReadonlyMap<string, number>): string {
  const from = (kind: GraphEdge['kind']) =>
    ranges(edges.filter((edge) => edge.kind === kind).map((edge) => numbers.get(edge.from) ?? 0));
  const handled = from('handled');
  const later = from('later');
  return [handled !== '' && `after ${handled}`, later !== '' && `later than ${later}`]
    .filter((part) => part !== false)
    .join(', ');
}

/** "2-5 7" */
function ranges(numbers: readonly number[]): string {
  const found: [number, number][] = [];
  for (const number of [...numbers].sort((a, b) => a - b)) {
    const last = found.at(-1);
    if (last?.[1] === number - 1) last[1] = number;
    else found.push([number, number]);
  }
  return found.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join(' ');
}

function foldedLines(graph: Graph): readonly string[] {
  return foldSiblings(graph).nodes.flatMap((node) =>
    node.type === 'group' ? [`     folds into ${node.members.length} × ${node.name}`] : [],
  );
}
