import { declarablePath } from '@/lib/domain/declared-path';
import { INSTANCE_STATUSES } from '@/lib/domain/instance-status';
import type { Instant } from '@/lib/domain/instant';
import type { StepStatus } from '@/lib/domain/step';
import type { Condition } from './condition';
import { fieldNamed, isInstantField, isTextField, splitKey, type Field } from './fields';
import type { Read } from './query-fault';
import { readInstants, readLengths, readPattern } from './read-values';
import { readValueTest } from './read-value-test';
import type { Token, WrittenValue } from './tokens';

/** What may stand behind the name of a step, and the states that it means. */
const STEP_STATES: Readonly<Record<string, readonly StepStatus[]>> = {
  waiting: ['scheduled'],
  completed: ['completed'],
  failed: ['failed'],
  canceled: ['canceled', 'discarded'],
};

/** The condition of a clause whose field is known, or why it has none. */
export function readClause(token: Token, now: Instant): Read<Condition> {
  const conditions: Condition[] = [];
  for (const value of token.values) {
    const read = token.field === undefined ? readWords(value) : readValue(token.field, value, now);
    if ('message' in read) return read;
    conditions.push(read.value);
  }
  const [only, ...others] = conditions;
  const any: Condition = only !== undefined && others.length === 0 ? only : { kind: 'any', of: conditions };
  return { value: token.isNegated ? { kind: 'not', of: any } : any };
}

function readWords({ text }: WrittenValue): Read<Condition> {
  if (text === '') return { message: 'the quotes are empty', hint: 'Write the text to look for between them.' };
  return { value: { kind: 'words', text } };
}

function readValue(written: string, value: WrittenValue, now: Instant): Read<Condition> {
  const field = fieldNamed(written);
  if (field === undefined) return { message: `there is no field "${written}"`, hint: 'Choose one of the list.' };
  if (value.text === '') return { message: `${written}: has no value`, hint: `Write for example ${field.example}` };
  switch (field.kind) {
    case 'status':
      return readStatus(value.text);
    case 'tag':
      return { value: { kind: 'tag', key: splitKey(written)[1] ?? '', pattern: readPattern(value.parts) } };
    case 'waiting':
      return { value: { kind: 'waiting', pattern: readPattern(value.parts) } };
    case 'step':
      return readStep(value);
    case 'payload':
      return readPayload(written, field, value);
    case 'duration':
      return spanned(readLengths(value.text), (span) => ({ kind: 'duration', span, now }));
    case 'flag':
      return readFlag(field, value.text);
    default:
      return readTextOrInstant(field.name, value, now);
  }
}

/** The place is written behind the name of the field, whichever of its names that is. */
function readPayload(written: string, { name, example }: Field, value: WrittenValue): Read<Condition> {
  const path = declarablePath(`${name}${written.slice(splitKey(written)[0].length)}`);
  if (path === undefined)
    return { message: `"${written}" names no place in a payload`, hint: `Write for example ${example}` };
  const read = readValueTest(value);
  return 'message' in read ? read : { value: { kind: 'payload', path, test: read.value } };
}

function readTextOrInstant(name: string, value: WrittenValue, now: Instant): Read<Condition> {
  if (isTextField(name)) return { value: { kind: 'text', field: name, pattern: readPattern(value.parts) } };
  if (!isInstantField(name)) return { message: `${name} has no values`, hint: 'Choose another field.' };
  return spanned(readInstants(value.text, now), (span) => ({ kind: 'instant', field: name, span }));
}

function spanned<T>(read: Read<T>, condition: (span: T) => Condition): Read<Condition> {
  return 'message' in read ? read : { value: condition(read.value) };
}

function readStatus(text: string): Read<Condition> {
  const is = INSTANCE_STATUSES.find((status) => status === text.toLowerCase());
  if (is !== undefined) return { value: { kind: 'status', is } };
  return { message: `"${text}" is no status`, hint: `Statuses: ${INSTANCE_STATUSES.join(', ')}.` };
}

/** `Notify`, `Notify.failed`, `*.failed`, `"my step".failed`; a dot in quotes or that no state follows belongs to the name. */
function readStep({ text, parts, bareTail }: WrittenValue): Read<Condition> {
  const last = parts.at(-1) ?? '';
  const dot = bareTail.lastIndexOf('.');
  const state = dot < 0 ? undefined : STEP_STATES[bareTail.slice(dot + 1).toLowerCase()];
  const tail = bareTail.length - dot;
  const name = state === undefined ? parts : [...parts.slice(0, -1), last.slice(0, last.length - tail)];
  if (name.length > 1 || name[0] !== '') {
    return { value: { kind: 'step', name: readPattern(name), statuses: state ?? [] } };
  }
  return { message: 'the step has no name', hint: `Write for example step:*${text} for a step of any name.` };
}

const YES = ['true', 'yes', 'connected'];
const NO = ['false', 'no', 'none'];

function readFlag({ name, example }: Field, text: string): Read<Condition> {
  const wanted = text.toLowerCase();
  const kind = name === 'retrying' || name === 'flawed' || name === 'child' ? name : 'worker';
  if (YES.includes(wanted)) return { value: { kind } };
  if (NO.includes(wanted)) return { value: { kind: 'not', of: { kind } } };
  const words = kind === 'worker' ? 'connected or none' : 'true or false';
  return { message: `${name}: is ${words}, not "${text}"`, hint: `Write for example ${example}` };
}
