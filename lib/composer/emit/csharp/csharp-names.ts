import { pascalCase, wordsOf } from '../../names/words';
import type { Program } from '../../plan/program';
import { ClassNames } from '../typed/class-names';
import { Conversions } from '../typed/conversions';
import { Types } from '../typed/types';

/** Names that no local variable may have: words of the language and variables of the generated code. */
export const reservedLocals = [
  ...['abstract', 'as', 'async', 'await', 'base', 'bool', 'break', 'byte', 'case', 'catch', 'char', 'checked'],
  ...['class', 'const', 'continue', 'decimal', 'default', 'delegate', 'do', 'double', 'else', 'enum', 'event'],
  ...['explicit', 'extern', 'false', 'finally', 'fixed', 'float', 'for', 'foreach', 'goto', 'if', 'implicit', 'in'],
  ...['int', 'interface', 'internal', 'is', 'lock', 'long', 'namespace', 'new', 'null', 'object', 'operator', 'out'],
  ...['override', 'params', 'private', 'protected', 'public', 'readonly', 'record', 'ref', 'return', 'sbyte'],
  ...['sealed', 'short', 'sizeof', 'stackalloc', 'static', 'string', 'struct', 'switch', 'this', 'throw', 'true'],
  ...['try', 'typeof', 'uint', 'ulong', 'unchecked', 'unsafe', 'ushort', 'using', 'var', 'virtual', 'void'],
  ...['volatile', 'while', 'with', 'yield', 'context', 'data', 'input', 'e', 'item', 'number', 'at', 'undo', 'events'],
];

/** Classes that the generated code uses by their simple names. */
const classes = [
  ...['Task', 'TimeSpan', 'DateTimeOffset', 'List', 'Dictionary', 'Workflow', 'WorkflowContext', 'WorkflowActivity'],
  ...['WorkflowActivityContext', 'WorkflowTaskFailedException', 'TaskCanceledException', 'Flow', 'Events', 'Program'],
  ...['Console', 'Host', 'Object', 'String', 'Exception', 'InvalidOperationException', 'App', 'System', 'Dapr'],
  ...['JsonElement', 'JsonSerializer', 'DaprWorkflowClient', 'Math', 'Enumerable', 'Environment', 'Convert', 'Type'],
];

/** Members that every record has, and those that generated ones have; no member may be called as its record. */
const members = [
  ...['Clone', 'Equals', 'GetHashCode', 'GetType', 'ToString', 'Finalize', 'MemberwiseClone', 'ReferenceEquals'],
  ...['Merge', 'MergeChanges', 'From', 'Remember', 'PrintMembers', 'EqualityContract', 'Deconstruct'],
];

/** Names of the classes and properties of a program. */
export class CsharpNames extends ClassNames {
  constructor(program: Program) {
    super(program, [...classes, ...members, 'Undos']);
  }

  /** A property; it may not be called as the record that it is in, nor as what all records have. */
  property(record: string, field: string): string {
    const name = pascalCase(wordsOf(field));
    return name === this.model(record) || members.includes(name) ? `${name}Value` : name;
  }
}

export interface CsharpContext {
  readonly types: Types;
  readonly conversions: Conversions;
  readonly names: CsharpNames;
}

export function csharpContext(program: Program): CsharpContext {
  return { types: new Types(program), conversions: new Conversions(), names: new CsharpNames(program) };
}

/** Where a path leads from the data of a workflow: `data.Order?.Total`. */
export function csharpPath(
  path: readonly string[],
  { data, record, types, names }: { data: string; record: string; types: Types; names: CsharpNames },
): string {
  let at: string | undefined = record;
  const parts = path.map((field) => {
    const owner: string = at ?? '';
    const type = at === undefined ? undefined : types.field(at, field)?.type;
    at = type?.kind === 'record' ? type.record : undefined;
    return names.property(owner === '' ? record : owner, field);
  });
  return `${data}.${parts.join('?.')}`;
}
