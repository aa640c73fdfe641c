import type { Program } from '../../plan/program';
import type { FieldType } from '../../plan/record';
import type { File } from '../file';
import { docText } from './literal';

/** The types of data, inputs and outputs: dictionaries with known keys, as they are on the wire. */
export function modelsFile({ records }: Program): File {
  const types = records.map(({ name, title, fields }) => {
    const base = fields.some(({ isRequired }) => isRequired) ? 'TypedDict' : 'TypedDict, total=False';
    const lines = fields.map((field) => {
      const type = typeCode(field.type);
      return `    ${field.name}: ${field.isRequired || base !== 'TypedDict' ? type : `NotRequired[${type}]`}`;
    });
    return [
      `class ${name}(${base}):`,
      `    """${docText(title).replace(/"$/, '" ')}"""`,
      ...(lines.length > 0 ? ['', ...lines] : []),
    ].join('\n');
  });
  const body = types.join('\n\n\n');
  const typing = ['Any', 'NotRequired', 'TypedDict'].filter((name) => new RegExp(`\\b${name}\\b`).test(body));
  const imports = typing.length === 0 ? '' : `from typing import ${typing.join(', ')}\n\n\n`;
  return { path: 'models.py', text: `${imports}${body}\n`, keep: false };
}

function typeCode(type: FieldType): string {
  switch (type.kind) {
    case 'text':
      return 'str';
    case 'number':
      return 'float';
    case 'truth':
      return 'bool';
    case 'list':
      return type.items === 'text' ? 'list[str]' : 'list[Any]';
    case 'object':
      return 'dict[str, Any]';
    case 'unknown':
      return 'Any';
    case 'record':
      return type.record;
  }
}
