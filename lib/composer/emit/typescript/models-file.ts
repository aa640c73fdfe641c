import type { Program } from '../../plan/program';
import type { FieldType } from '../../plan/record';
import type { File } from '../file';
import { Writer } from '../writer';
import { commented } from './quoted';

/** The types of data, inputs, outputs and events. */
export function modelsFile({ records, events }: Program): File {
  const writer = new Writer('  ');
  for (const { name, title, fields } of records) {
    writer.gap().line(`/** ${commented(title)} */`);
    if (fields.length === 0) writer.line(`export type ${name} = Record<string, unknown>;`);
    else {
      writer.block(
        `export interface ${name} {`,
        () => {
          for (const field of fields) {
            const type = typeCode(field.type);
            writer.line(field.isRequired ? `${field.name}: ${type};` : `${field.name}?: ${orNothing(type)};`);
          }
        },
        '}',
      );
    }
  }
  if (events.length > 0) {
    writer.gap().line('/** What the external events carry, by their names. */');
    writer.block(
      'export interface Events {',
      () => {
        for (const { name, payload } of events) writer.line(`${name}: ${payload};`);
      },
      '}',
    );
  }
  return { path: 'src/models.ts', text: writer.text(), keep: false };
}

function orNothing(type: string): string {
  return type === 'unknown' ? type : `${type} | undefined`;
}

function typeCode(type: FieldType): string {
  switch (type.kind) {
    case 'text':
      return 'string';
    case 'number':
      return 'number';
    case 'truth':
      return 'boolean';
    case 'list':
      return type.items === 'text' ? 'string[]' : 'unknown[]';
    case 'object':
      return 'Record<string, unknown>';
    case 'unknown':
      return 'unknown';
    case 'record':
      return type.record;
  }
}
