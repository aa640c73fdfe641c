import { labelWords, meaningError } from '../source-line';
import type { ChartEdge } from './chart';
import type { Scanner } from './scanner';

export type EdgeMark = Pick<ChartEdge, 'label' | 'isDotted' | 'hasArrow'> & { readonly isInvisible: boolean };

const plain = /\s*(?:\w+@)?(<|[ox](?=[-=]))?(--+|==+|-\.+-)([>xo])?/y;
const withText = /\s*(<)?(--|==|-\.)(?![->.=])\s*("[^"]*"\s*|[^"|]*?)(?:(--+|==+|\.+-)([>xo])|(---+|===+|\.+-))/y;

/** An arrow with its words, written `-->|words|` or `-- words -->`; undefined where none stands. */
export function readEdge(scanner: Scanner): EdgeMark | undefined {
  if (scanner.take(/\s*~~~+/y)) return { label: '', isDotted: false, hasArrow: false, isInvisible: true };
  const texted = scanner.take(withText);
  if (texted !== undefined) {
    refuseBothWays(texted[1], scanner);
    return { ...lineOf(texted[2], texted[5]), label: labelWords(texted[3] ?? ''), isInvisible: false };
  }
  const drawn = scanner.take(plain);
  if (drawn === undefined) return undefined;
  refuseBothWays(drawn[1], scanner);
  const label = scanner.take(/\s*\|/y) === undefined ? '' : scanner.takeUntil(['|'], '"|" and the words').text;
  return { ...lineOf(drawn[2], drawn[3]), label: labelWords(label), isInvisible: false };
}

function lineOf(body: string | undefined, head: string | undefined) {
  return { isDotted: body?.startsWith('-.') === true, hasArrow: head !== undefined };
}

function refuseBothWays(tail: string | undefined, scanner: Scanner): void {
  if (tail === undefined) return;
  throw meaningError(scanner.line, 'An arrow in both directions says no order', 'Draw one arrow for each direction.');
}
