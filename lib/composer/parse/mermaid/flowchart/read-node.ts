import { labelWords } from '../source-line';
import type { Shape } from './chart';
import type { Scanner } from './scanner';

export interface NodeMention {
  readonly id: string;
  readonly label?: string;
  readonly shape?: Shape;
}

const id = /\s*([\p{L}\p{N}_]+(?:[-.](?=[\p{L}\p{N}_])[\p{L}\p{N}_]+)*)/uy;

/** Brackets by what opens them, the longer first; what closes decides between a leaning and a narrowing shape. */
const brackets: readonly (readonly [string, Readonly<Record<string, Shape>>])[] = [
  ['(((', { ')))': 'double-circle' }],
  ['([', { '])': 'stadium' }],
  ['((', { '))': 'circle' }],
  ['[[', { ']]': 'subroutine' }],
  ['[(', { ')]': 'cylinder' }],
  ['{{', { '}}': 'hexagon' }],
  ['[/', { '/]': 'parallelogram', '\\]': 'trapezoid' }],
  ['[\\', { '\\]': 'parallelogram', '/]': 'trapezoid-upside-down' }],
  ['{', { '}': 'diamond' }],
  ['[', { ']': 'rectangle' }],
  ['(', { ')': 'rounded' }],
  ['>', { ']': 'flag' }],
];

/** Names of Mermaid 11 (`A@{ shape: diam }`) by the shape that they draw. */
const shapeNames: Readonly<Record<string, Shape>> = {
  ...{ rect: 'rectangle', rectangle: 'rectangle', proc: 'rectangle', process: 'rectangle', rounded: 'rounded' },
  ...{ event: 'rounded', stadium: 'stadium', terminal: 'stadium', pill: 'stadium' },
  ...{ subproc: 'subroutine', subprocess: 'subroutine', subroutine: 'subroutine', 'fr-rect': 'subroutine' },
  ...{ cyl: 'cylinder', cylinder: 'cylinder', db: 'cylinder', database: 'cylinder' },
  ...{ circle: 'circle', circ: 'circle', 'sm-circ': 'circle', start: 'circle', 'small-circle': 'circle' },
  ...{ 'dbl-circ': 'double-circle', 'double-circle': 'double-circle', stop: 'double-circle' },
  ...{ 'fr-circ': 'double-circle', 'framed-circle': 'double-circle' },
  ...{ diam: 'diamond', diamond: 'diamond', decision: 'diamond', question: 'diamond' },
  ...{ hex: 'hexagon', hexagon: 'hexagon', prepare: 'hexagon', fork: 'bar', join: 'bar' },
  ...{ 'lean-r': 'parallelogram', 'lean-l': 'parallelogram', 'in-out': 'parallelogram', 'out-in': 'parallelogram' },
  ...{ delay: 'parallelogram', 'half-rounded-rectangle': 'parallelogram' },
  ...{
    'trap-b': 'trapezoid',
    priority: 'trapezoid',
    'trap-t': 'trapezoid-upside-down',
    manual: 'trapezoid-upside-down',
  },
  ...{ odd: 'flag' },
};

/** A node where it is mentioned: its id, and its shape and label where they are written. */
export function readNode(scanner: Scanner): NodeMention {
  const name = scanner.take(id)?.[1];
  if (name === undefined) throw scanner.error('a node such as A or A[Check order]');
  const drawn = readNewShape(scanner) ?? readBrackets(scanner);
  scanner.take(/:::[\w-]+/y);
  return { id: name, ...drawn };
}

function readBrackets(scanner: Scanner): Omit<NodeMention, 'id'> | undefined {
  for (const [opener, closers] of brackets) {
    if (scanner.take(new RegExp(opener.replace(/[[\](){}\\/]/g, '\\$&'), 'y')) === undefined) continue;
    const { text, closer } = scanner.takeUntil(Object.keys(closers), `"${opener}" and the label`);
    const shape = closers[closer];
    return { label: labelWords(text), ...(shape && { shape }) };
  }
  return undefined;
}

function readNewShape(scanner: Scanner): Omit<NodeMention, 'id'> | undefined {
  if (scanner.take(/@\{/y) === undefined) return undefined;
  const found: { label?: string; shape?: Shape } = {};
  while (scanner.take(/\s*\}/y) === undefined) {
    const property = scanner.take(/\s*,?\s*([\w-]+)\s*:\s*(?:"([^"]*)"|([^,}"]*))/y);
    if (property === undefined) throw scanner.error('a property such as shape: diamond, or "}"');
    const value = (property[2] ?? property[3] ?? '').trim();
    if (property[1] === 'label') found.label = labelWords(value);
    if (property[1] !== 'shape') continue;
    const shape = shapeNames[value];
    if (shape === undefined) throw scanner.error(`another shape than "${value}", such as rect, diamond or hex`);
    found.shape = shape;
  }
  return found;
}
