import { KEPT_LENGTH, numberOf } from '@/lib/domain/declared-path';
import type { NumberEnd, NumberSpan, ValueTest } from './condition';
import type { Read } from './query-fault';
import { readPattern } from './read-values';
import type { WrittenValue } from './tokens';

const HINT = 'Write for example output.total:>100 or output.total:10..20; in quotes every sign is text.';

/** What the value at a place must be: `>100`, `<=5`, `10..20` with both ends are numbers, everything else is a text. */
export function readValueTest({ text, parts, isQuoted }: WrittenValue): Read<ValueTest> {
  const compared = isQuoted ? null : /^(>=|<=|>|<)(.*)$/.exec(text);
  if (compared !== null) return readComparison(compared[1] ?? '', compared[2] ?? '');
  const span = isQuoted ? undefined : readRange(text);
  if (span !== undefined)
    return isReversed(span) ? { message: `"${text}" ends before it begins`, hint: HINT } : numbers(span);
  if (parts.length === 1 && text.length > KEPT_LENGTH) {
    const hint = `Write its beginning and a star: ${text.slice(0, 12)}…*`;
    return { message: `only the first ${KEPT_LENGTH} characters of a value are kept`, hint };
  }
  return { value: { kind: 'text', pattern: readPattern(parts) } };
}

function readComparison(sign: string, text: string): Read<ValueTest> {
  const value = numberOf(text);
  if (value === undefined) return { message: `"${text}" is no number`, hint: HINT };
  const end: NumberEnd = { value, isIn: sign.endsWith('=') };
  return numbers(sign.startsWith('>') ? { least: end } : { most: end });
}

function readRange(text: string): NumberSpan | undefined {
  const [, first = '', last = ''] = /^(.*?)\.\.(.*)$/.exec(text) ?? [];
  const [least, most] = [endOf(first), endOf(last)];
  const isRead = (first === '' || least !== undefined) && (last === '' || most !== undefined);
  const hasEnd = least !== undefined || most !== undefined;
  return isRead && hasEnd ? { least, most } : undefined;
}

function endOf(text: string): NumberEnd | undefined {
  const value = numberOf(text);
  return value === undefined ? undefined : { value, isIn: true };
}

function isReversed({ least, most }: NumberSpan): boolean {
  return least !== undefined && most !== undefined && least.value > most.value;
}

function numbers(span: NumberSpan): Read<ValueTest> {
  return { value: { kind: 'number', span } };
}
