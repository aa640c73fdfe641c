import { z } from 'zod';
import { AppError } from '@/lib/domain/app-error';

/** Reads a query string by its schema. A misspelt or repeated parameter is refused rather than ignored. Throws `invalid`. */
export function readQuery<S extends z.ZodObject>(schema: S, search: URLSearchParams): z.output<S> {
  const values: Record<string, string | string[]> = {};
  for (const name of new Set(search.keys())) {
    const field: unknown = Object.hasOwn(schema.shape, name) ? schema.shape[name] : undefined;
    if (field === undefined) throw unknownParameter(name, schema);
    const given = search.getAll(name).filter((value) => value !== '');
    if (takesMany(field)) values[name] = given;
    else if (given.length > 1) throw new AppError('invalid', `The parameter ${name} is given more than once.`);
    else if (given[0] !== undefined) values[name] = given[0];
  }
  return parseBy(schema, values, 'The query');
}

/** Reads a JSON body by its schema; no body at all means `{}`. Throws `invalid`. */
export async function readBody<S extends z.ZodType>(
  schema: S,
  request: Request,
  largest = LARGEST,
): Promise<z.output<S>> {
  const text = await readText(request, largest);
  return parseBy(schema, text === '' ? {} : parseJson(text), 'The body');
}

const MIB = 1024 * 1024;
/** Bytes of the largest body, where a route does not say otherwise. */
const LARGEST = 8 * MIB;

/** Stops reading where a body gets too large, whatever length it says it has. */
async function readText(request: Request, largest: number): Promise<string> {
  if (Number(request.headers.get('content-length') ?? 0) > largest) throw tooLarge(largest);
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for await (const part of request.body ?? []) {
    size += part.byteLength;
    if (size > largest) throw tooLarge(largest);
    text += decoder.decode(part, { stream: true });
  }
  return text + decoder.decode();
}

function tooLarge(largest: number): AppError {
  return new AppError('invalid', `The body is larger than ${largest / MIB} MiB.`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : 'unreadable';
    throw new AppError('invalid', `The body is not valid JSON: ${reason}`, { cause });
  }
}

function parseBy<S extends z.ZodType>(schema: S, value: unknown, whole: string): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new AppError('invalid', parsed.error.issues.map((issue) => wordsOf(issue, whole)).join('; '));
}

/** Our own messages go on from the field's name ("is empty"); zod's stand for themselves. */
function wordsOf({ path, message }: z.core.$ZodIssue, whole: string): string {
  const field = path.length === 0 ? whole : path.map(String).join('.');
  return message.startsWith('is ') ? `${field} ${message}` : `${field}: ${message}`;
}

function unknownParameter(name: string, schema: z.ZodObject): AppError {
  const known = Object.keys(schema.shape).join(', ');
  return new AppError('invalid', `There is no query parameter ${name}.`, {
    hint: known === '' ? 'This address takes no parameters.' : `Parameters: ${known}.`,
  });
}

function takesMany(field: unknown): boolean {
  if (field instanceof z.ZodDefault || field instanceof z.ZodOptional) return takesMany(field.unwrap());
  return field instanceof z.ZodArray;
}
