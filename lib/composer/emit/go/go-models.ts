import type { RecordType } from '../../plan/record';
import { oneLine } from '../one-line';
import type { Conversions } from '../typed/conversions';
import type { Types } from '../typed/types';
import { Writer } from '../writer';
import { goField, goType } from './go-types';

/** The structs of a program, and how one is turned into or merged into another. */
export function goModels(types: Types, conversions: Conversions): string {
  const writer = new Writer('\t');
  const methods = new Writer('\t');
  const nested = new Set(
    types.records.flatMap(({ fields }) => fields.flatMap(({ type }) => (type.kind === 'record' ? [type.record] : []))),
  );
  for (const record of types.records) {
    struct(methods, record);
    if (nested.has(record.name)) getters(methods, record);
    converting(methods, record, { types, conversions });
  }
  const text = methods.text();
  writer.line('package main').gap();
  if (text.includes('reflect.')) writer.line('import "reflect"').gap();
  return writer.text() + '\n' + text;
}

function struct(writer: Writer, { name, title, fields }: RecordType): void {
  const rows = fields.map(
    (each) => [goField(each.name), goType(each.type), `\`json:"${each.name},omitzero"\``] as const,
  );
  const widths = [0, 1].map((at) => Math.max(0, ...rows.map((row) => row[at]?.length ?? 0)));
  writer.gap().line(`// ${name}: ${oneLine(title)}`);
  if (rows.length === 0) {
    writer.line(`type ${name} struct{}`);
    return;
  }
  writer.block(
    `type ${name} struct {`,
    () => {
      for (const [field, type, tag] of rows) {
        writer.line(`${field.padEnd(widths[0] ?? 0)} ${type.padEnd(widths[1] ?? 0)} ${tag}`);
      }
    },
    '}',
  );
}

function getters(writer: Writer, { name, fields }: RecordType): void {
  for (const field of fields) {
    const member = goField(field.name);
    writer.gap().block(
      `func (record *${name}) get${member}() ${goType(field.type)} {`,
      () => {
        writer.block('if record == nil {', () => writer.line('return nil'), '}');
        writer.line(`return record.${member}`);
      },
      '}',
    );
  }
}

interface Context {
  readonly types: Types;
  readonly conversions: Conversions;
}

function converting(writer: Writer, { name }: RecordType, { types, conversions }: Context): void {
  if (types.keepsUndos(name)) withoutUndos(writer, name);
  for (const from of conversions.into(name, 'conversion')) conversion(writer, { from, into: name, types });
  for (const from of conversions.into(name, 'merge')) merge(writer, { from, into: name, types });
  for (const from of conversions.into(name, 'changes')) mergeChanges(writer, { from, into: name, types });
}

interface Pair {
  readonly from: string;
  readonly into: string;
  readonly types: Types;
}

function withoutUndos(writer: Writer, name: string): void {
  writer.gap().line('// withoutUndos is what another workflow gets: it keeps a list of its own.');
  writer.block(
    `func (data ${name}) withoutUndos() ${name} {`,
    () => writer.line('data.Undos = []string{}', 'return data'),
    '}',
  );
}

function conversion(writer: Writer, { from, into, types }: Pair): void {
  const fields = types.shared(from, into).map(({ name }) => `${goField(name)}: data.${goField(name)}`);
  writer
    .gap()
    .block(`func (data ${from}) to${into}() ${into} {`, () => writer.line(`return ${into}{${fields.join(', ')}}`), '}');
}

function merge(writer: Writer, { from, into, types }: Pair): void {
  const method = from === into ? 'merge' : `merge${from}`;
  writer.gap().line(`// ${method} takes over what from has.`);
  writer.block(
    `func (data *${into}) ${method}(from ${from}) {`,
    () => {
      for (const field of types.merged(from, into).map(({ name }) => goField(name))) {
        writer.block(`if from.${field} != nil {`, () => writer.line(`data.${field} = from.${field}`), '}');
      }
    },
    '}',
  );
}

function mergeChanges(writer: Writer, { from, into, types }: Pair): void {
  const method = `mergeChanges${from === into ? '' : `Of${from}`}`;
  writer.gap().line(`// ${method} takes over what is other after a workflow than it was before.`);
  writer.block(
    `func (data *${into}) ${method}(before, after ${from}) {`,
    () => {
      for (const field of types.merged(from, into).map(({ name }) => goField(name))) {
        writer.block(
          `if after.${field} != nil && !reflect.DeepEqual(before.${field}, after.${field}) {`,
          () => writer.line(`data.${field} = after.${field}`),
          '}',
        );
      }
    },
    '}',
  );
}
