import type { z } from 'zod';
import { AppError } from '@/lib/domain/app-error';
import { modelSchema, type Model, type Process } from '../model/model';
import { checkIds } from '../parse/check-ids';
import { checkElements, checkFlows } from '../parse/limits';
import { makeGatewaysExplicit } from '../parse/make-gateways-explicit';
import { checkInsides } from './check-insides';

/** Characters of the longest answer, and of the longest text in it. */
const LONGEST = 500_000;
const LONGEST_TEXT = 1_000;

const AGAIN = 'Ask again, perhaps in plainer words; or draw the process in BPMN or Mermaid.';

/**
 * Reads what a language model answered into a model, which the rules then judge. It is a stranger's text: only what the
 * schema knows is kept, within the limits of any diagram. Throws `invalid` for everything else, naming the place.
 */
export function readAnswer(answer: string, source: Model['source']): Model {
  if (answer.length > LONGEST) throw refused(`is ${answer.length} characters long, more than ${LONGEST}`);
  const read = modelSchema.safeParse(tamed(jsonIn(answer)));
  if (!read.success) throw refused(`is no model: ${issueWords(read.error.issues[0])}`);
  const { processes } = read.data;
  checkElements(processes.reduce((sum, { elements }) => sum + elements.length, 0));
  checkFlows(processes.reduce((sum, { flows }) => sum + flows.length, 0));
  checkInsides(processes);
  const model = { ...read.data, source, processes: processes.map(explicit) };
  checkIds(model);
  return model;
}

/** The object in the answer, also with a fence or words around it, which some models cannot leave off. */
function jsonIn(answer: string): unknown {
  const begin = answer.indexOf('{');
  const end = answer.lastIndexOf('}');
  if (begin === -1 || end < begin) throw refused('has no JSON object in it');
  try {
    return JSON.parse(answer.slice(begin, end + 1));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw refused(`is not JSON: ${reason.replace(/[\s\p{C}]+/gu, ' ').slice(0, 200)}`);
  }
}

/** No text of it moves a cursor, hides a direction or is endless. */
function tamed(value: unknown): unknown {
  if (typeof value === 'string') {
    if (value.length > LONGEST_TEXT)
      throw refused(`has a text of ${value.length} characters, more than ${LONGEST_TEXT}`);
    return value.replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]+/gu, ' ');
  }
  if (Array.isArray(value)) return value.map(tamed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inside]) => [key, tamed(inside)]));
}

function issueWords(issue: z.core.$ZodIssue | undefined): string {
  const place = issue?.path.map(String).join('.') ?? '';
  return `${place === '' ? '' : `${place}: `}${issue?.message ?? 'unknown form'}`.slice(0, 300);
}

/** `implied` is for what a parser adds: what is told counts as drawn. */
function explicit(process: Process): Process {
  const elements = process.elements.map(({ implied: _, ...element }) => element);
  return { ...process, ...makeGatewaysExplicit({ elements, flows: process.flows }) };
}

function refused(what: string): AppError {
  return new AppError('invalid', `The answer of the language model ${what}.`, { hint: AGAIN });
}
