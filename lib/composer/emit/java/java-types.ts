import type { Example, FieldType } from '../../plan/record';
import { decimal } from '../typed/decimal';
import type { Types } from '../typed/types';
import { javaField, type JavaNames } from './java-names';

/** The type of a field; null is absent. */
export function javaType(type: FieldType, names: JavaNames): string {
  switch (type.kind) {
    case 'text':
      return 'String';
    case 'number':
      return 'Double';
    case 'truth':
      return 'Boolean';
    case 'list':
      return type.items === 'text' ? 'List<String>' : 'List<Object>';
    case 'object':
      return 'Map<String, Object>';
    case 'unknown':
      return 'Object';
    case 'record':
      return names.model(type.record);
  }
}

/** Text in quotes: JSON's escapes are Java's too. */
export function javaText(text: string): string {
  return JSON.stringify(text);
}

interface Known {
  readonly types: Types;
  readonly names: JavaNames;
}

/** An expression for an example of a field of that type. */
function javaLiteral(value: Example, type: FieldType, known: Known): string {
  if (value === null) return 'null';
  if (type.kind === 'record') return javaObject(value, type.record, known);
  return javaValue(value);
}

/** A new record with the fields that the example has. */
export function javaObject(example: Example, record: string, { types, names }: Known): string {
  const members = new Map(
    typeof example === 'object' && example !== null && !Array.isArray(example) ? Object.entries(example) : [],
  );
  const set = types.record(record).fields.flatMap(({ name, type }) => {
    const value = members.get(name);
    if (value === undefined || value === null) return [];
    return [`.${javaField(name)}(${javaLiteral(value, type, { types, names })})`];
  });
  return `new ${names.model(record)}()${set.join('')}`;
}

function javaValue(value: Example): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return javaText(value);
  if (typeof value === 'number') return decimal(value);
  if (typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return `List.of(${value.map(javaValue).join(', ')})`;
  const members = Object.entries(value).flatMap(([name, member]) => [javaText(name), javaValue(member)]);
  return `Map.of(${members.join(', ')})`;
}

/** A duration as a person would write it. */
export function javaDuration(seconds: number): string {
  const units = [
    ['ofDays', 86_400],
    ['ofHours', 3600],
    ['ofMinutes', 60],
    ['ofSeconds', 1],
  ] as const;
  const unit = units.find(([, size]) => seconds !== 0 && Number.isInteger(seconds / size));
  if (unit === undefined) return seconds === 0 ? 'Duration.ZERO' : `Duration.ofMillis(${Math.round(seconds * 1000)})`;
  return `Duration.${unit[0]}(${seconds / unit[1]})`;
}
