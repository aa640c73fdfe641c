import type { Example, FieldType } from '../../plan/record';
import { decimal } from '../typed/decimal';
import type { CsharpContext, CsharpNames } from './csharp-names';

/** The type of a property; null is absent. */
export function csharpType(type: FieldType, names: CsharpNames): string {
  switch (type.kind) {
    case 'text':
      return 'string?';
    case 'number':
      return 'double?';
    case 'truth':
      return 'bool?';
    case 'list':
      return type.items === 'text' ? 'IReadOnlyList<string>?' : 'IReadOnlyList<object?>?';
    case 'object':
      return 'IReadOnlyDictionary<string, object?>?';
    case 'unknown':
      return 'object?';
    case 'record':
      return `${names.model(type.record)}?`;
  }
}

/** Text in quotes: JSON's escapes are those of C# too, for which three more signs end a line. */
export function csharpText(text: string): string {
  return JSON.stringify(text)
    .replace(/\u0085/g, '\\u0085')
    .replace(/\u2028/g, '\\u2028')
    .replace(/\u2029/g, '\\u2029');
}

/** A new record with the fields that the example has. */
export function csharpObject(example: Example, record: string, context: CsharpContext): string {
  const members = new Map<string, Example>(
    typeof example === 'object' && example !== null && !Array.isArray(example) ? Object.entries(example) : [],
  );
  const set = context.types.record(record).fields.flatMap(({ name, type }) => {
    const value = members.get(name);
    if (value === undefined || value === null) return [];
    const text = type.kind === 'record' ? csharpObject(value, type.record, context) : csharpValue(value, type);
    return [`${context.names.property(record, name)} = ${text}`];
  });
  const own = context.names.model(record);
  return set.length === 0 ? `new ${own}()` : `new ${own} { ${set.join(', ')} }`;
}

function csharpValue(value: Example, type: FieldType): string {
  if (type.kind === 'list' && Array.isArray(value)) return `[${value.map(plainValue).join(', ')}]`;
  return plainValue(value);
}

/** A value where no type is known: lists and objects have to say what they are. */
function plainValue(value: Example): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return csharpText(value);
  if (typeof value === 'number') return decimal(value);
  if (typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return `new List<object?> { ${value.map(plainValue).join(', ')} }`;
  const members = Object.entries(value).map(([name, member]) => `[${csharpText(name)}] = ${plainValue(member)}`);
  return `new Dictionary<string, object?> { ${members.join(', ')} }`;
}

/** A duration as a person would write it. */
export function csharpDuration(seconds: number): string {
  const units = [
    ['FromDays', 86_400],
    ['FromHours', 3600],
    ['FromMinutes', 60],
  ] as const;
  const unit = units.find(([, size]) => seconds !== 0 && Number.isInteger(seconds / size));
  return unit === undefined ? `TimeSpan.FromSeconds(${seconds})` : `TimeSpan.${unit[0]}(${seconds / unit[1]})`;
}
