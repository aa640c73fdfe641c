import type { RecordType } from '../../plan/record';
import type { File } from '../file';
import { deeper } from '../typed/block';
import type { CsharpContext } from './csharp-names';
import { INDENT } from './csharp-printer';
import { csharpFile, summary } from './csharp-source';
import { csharpText, csharpType } from './csharp-types';

/** One record of properties that may be absent, and how others are turned into it or merged into it. */
export function modelFile(context: CsharpContext, record: RecordType): File {
  const name = context.names.model(record.name);
  const members = [
    ...record.fields.map((field) => [
      `[JsonPropertyName(${csharpText(field.name)})]`,
      '[JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]',
      `public ${csharpType(field.type, context.names)} ${context.names.property(record.name, field.name)} { get; init; }`,
    ]),
    ...(context.types.keepsUndos(record.name) ? [remember(name)] : []),
    ...methods(record.name, context),
  ];
  const lines = [
    ...summary(record.title),
    `internal sealed record ${name} {`,
    ...deeper(
      INDENT,
      members.flatMap((member, at) => (at === 0 ? member : ['', ...member])),
    ),
    '}',
  ];
  return { path: `Models/${name}.cs`, text: csharpFile(['System.Text.Json.Serialization'], lines), keep: false };
}

function remember(name: string): readonly string[] {
  return [
    ...summary('Keeps names of what can be undone.'),
    `public ${name} Remember(IReadOnlyList<string>? names) =>`,
    `${INDENT}this with { Undos = [.. Undos ?? [], .. names ?? []] };`,
  ];
}

function methods(name: string, { types, conversions, names }: CsharpContext): readonly (readonly string[])[] {
  const own = names.model(name);
  const property = (field: { readonly name: string }): string => names.property(name, field.name);
  const body = (head: string, test: string, entries: readonly string[]): readonly string[] => [
    `${head} {`,
    ...deeper(INDENT, [
      ...(test === '' ? [] : leaving(test)),
      ...made(test === '' ? `new ${own}` : 'this with', entries),
    ]),
    '}',
  ];
  return [
    ...conversions.into(name, 'conversion').map((from) =>
      body(
        `public static ${own} From(${names.model(from)} data)`,
        '',
        types.shared(from, name).map((field) => `${property(field)} = data.${names.property(from, field.name)}`),
      ),
    ),
    ...conversions.into(name, 'merge').map((from) => [
      ...summary('Takes over what the other has.'),
      ...body(
        `public ${own} Merge(${names.model(from)}? from)`,
        'from',
        types
          .merged(from, name)
          .map((field) => `${property(field)} = from.${names.property(from, field.name)} ?? ${property(field)}`),
      ),
    ]),
    ...conversions.into(name, 'changes').map((from) => [
      ...summary('Takes over what is other after a workflow than it was before.'),
      ...body(
        `public ${own} MergeChanges(${names.model(from)} before, ${names.model(from)}? after)`,
        'after',
        types.merged(from, name).map((field) => {
          const other = names.property(from, field.name);
          return `${property(field)} = global::App.Flow.Changed(before.${other}, after.${other}) ?? ${property(field)}`;
        }),
      ),
    ]),
  ];
}

function leaving(variable: string): readonly string[] {
  return [`if (${variable} is null) {`, `${INDENT}return this;`, '}', ''];
}

function made(head: string, entries: readonly string[]): readonly string[] {
  if (entries.length <= 1) return [`return ${head} { ${entries.join(', ')} };`.replace('{  }', '{ }')];
  return [`return ${head} {`, ...entries.map((entry) => `${INDENT}${entry},`), '};'];
}
