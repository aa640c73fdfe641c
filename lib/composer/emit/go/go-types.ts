import { wordsOf } from '../../names/words';
import type { Example, FieldType } from '../../plan/record';
import { decimal } from '../typed/decimal';
import type { Types } from '../typed/types';

const initialisms = new Set(['api', 'html', 'http', 'id', 'json', 'sql', 'uri', 'url', 'uuid', 'xml']);

/** The name of a struct field: `orderId` as `OrderID`. */
export function goField(name: string): string {
  const joined = wordsOf(name)
    .map((word) => (initialisms.has(word) ? word.toUpperCase() : word.slice(0, 1).toUpperCase() + word.slice(1)))
    .join('');
  return /^\d/.test(joined) ? `N${joined}` : joined;
}

/** The type of a struct field; nil is absent. */
export function goType(type: FieldType): string {
  switch (type.kind) {
    case 'text':
      return '*string';
    case 'number':
      return '*float64';
    case 'truth':
      return '*bool';
    case 'list':
      return type.items === 'text' ? '[]string' : '[]any';
    case 'object':
      return 'map[string]any';
    case 'unknown':
      return 'any';
    case 'record':
      return `*${type.record}`;
  }
}

/** Text in quotes, as Go and JSON write it alike, but for the byte order mark, which no source in Go may hold. */
export function goText(text: string): string {
  return JSON.stringify(text).replaceAll('\ufeff', '\\ufeff');
}

/** An expression for an example of a field of that type. */
function goLiteral(value: Example, type: FieldType, types: Types): string {
  if (value === null) return 'nil';
  if (type.kind === 'record') return `&${goStruct(value, type.record, types)}`;
  if (type.kind === 'list' && type.items === 'text' && Array.isArray(value)) {
    return `[]string{${value.map((item) => goText(String(item))).join(', ')}}`;
  }
  const bare = goValue(value);
  return type.kind === 'text' || type.kind === 'number' || type.kind === 'truth' ? `new(${bare})` : bare;
}

/** A composite literal with the fields of the record that the example has. */
export function goStruct(example: Example, record: string, types: Types): string {
  return `${record}{${goFields(example, record, types).join(', ')}}`;
}

/** `Name: value` for each field that the example has. */
export function goFields(example: Example, record: string, types: Types): readonly string[] {
  if (typeof example !== 'object' || example === null || Array.isArray(example)) return [];
  const members = new Map<string, Example>(Object.entries(example));
  return types.record(record).fields.flatMap(({ name, type }) => {
    const value = members.get(name);
    return value === undefined || value === null ? [] : [`${goField(name)}: ${goLiteral(value, type, types)}`];
  });
}

function goValue(value: Example): string {
  if (value === null) return 'nil';
  if (typeof value === 'string') return goText(value);
  if (typeof value === 'number') return decimal(value);
  if (typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return `[]any{${value.map(goValue).join(', ')}}`;
  const members = Object.entries(value).map(([name, member]) => `${goText(name)}: ${goValue(member)}`);
  return `map[string]any{${members.join(', ')}}`;
}

/** A duration as a person would write it: `24*time.Hour`. */
export function goDuration(seconds: number): string {
  const units = [
    ['time.Hour', 3600],
    ['time.Minute', 60],
    ['time.Second', 1],
  ] as const;
  const unit = units.find(([, size]) => seconds !== 0 && Number.isInteger(seconds / size));
  if (unit === undefined) return seconds === 0 ? '0' : `${Math.round(seconds * 1000)}*time.Millisecond`;
  const count = seconds / unit[1];
  return count === 1 ? unit[0] : `${count}*${unit[0]}`;
}
