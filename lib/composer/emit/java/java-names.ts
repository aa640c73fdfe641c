import { kebabCase, wordsOf } from '../../names/words';
import type { Program } from '../../plan/program';
import { ClassNames } from '../typed/class-names';
import { Conversions } from '../typed/conversions';
import { Types } from '../typed/types';

const keywords = [
  ...['abstract', 'assert', 'boolean', 'break', 'byte', 'case', 'catch', 'char', 'class', 'const', 'continue'],
  ...['default', 'do', 'double', 'else', 'enum', 'extends', 'final', 'finally', 'float', 'for', 'goto', 'if'],
  ...['implements', 'import', 'instanceof', 'int', 'interface', 'long', 'native', 'new', 'package', 'private'],
  ...['protected', 'public', 'return', 'short', 'static', 'strictfp', 'super', 'switch', 'synchronized', 'this'],
  ...['throw', 'throws', 'transient', 'try', 'void', 'volatile', 'while', 'true', 'false', 'null', 'var', 'record'],
  ...['yield', 'sealed', 'permits', '_'],
];

/** Names that no local variable may have. */
export const reservedLocals = [
  ...keywords,
  'ctx',
  'data',
  'e',
  'item',
  'number',
  'one',
  'at',
  'undo',
  'events',
  'input',
];

/** Classes that the generated code uses by their simple names. */
const classes = [
  ...['Object', 'String', 'Double', 'Boolean', 'Integer', 'Number', 'Math', 'Exception', 'Override', 'Record'],
  ...['RuntimeException', 'List', 'ArrayList', 'Map', 'Objects', 'Duration', 'Instant', 'Task', 'Workflow'],
  ...['WorkflowStub', 'WorkflowContext', 'WorkflowActivity', 'WorkflowActivityContext', 'TaskFailedException'],
  'WorkflowTaskOptions',
  ...['TaskCanceledException', 'Main', 'Flow', 'Events', 'Error', 'Thread', 'Process', 'System'],
];

/** Names of the classes of a program. */
export class JavaNames extends ClassNames {
  constructor(program: Program) {
    super(program, classes);
  }
}

/** Methods of one parameter, which the setter of a field of their name would be in the way of. */
const members = ['equals', 'remember'];

/** The name of a field, which is the one on the wire unless that is a word of the language or a method that records have. */
export function javaField(name: string): string {
  return keywords.includes(name) || members.includes(name) ? `${name}_` : name;
}

export interface JavaContext {
  readonly types: Types;
  readonly conversions: Conversions;
  readonly names: JavaNames;
}

export function javaContext(program: Program): JavaContext {
  return { types: new Types(program), conversions: new Conversions(), names: new JavaNames(program) };
}

export const SOURCES = 'src/main/java/app';

export function jarName(program: Program): string {
  return kebabCase(wordsOf(program.appId));
}
