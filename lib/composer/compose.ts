import { AppError } from '@/lib/domain/app-error';
import { modelSchema, type Model } from './model/model';
import type { DiagramFault } from './model/fault';
import { parse } from './parse/parse';
import { plan, type PlanOptions } from './plan/plan';
import type { Program } from './plan/program';
import { check } from './rules/check';

/** What a diagram came to, stage by stage, as far as it came. */
export interface Composition {
  readonly model: Model;
  readonly faults: readonly DiagramFault[];
  /** Absent while an error stands. */
  readonly program?: Program;
}

export interface DiagramText {
  readonly text: string;
  readonly fileName: string;
}

export interface Source extends DiagramText, PlanOptions {}

/** Parse, check, plan: a program, or the faults that stand in the way. */
export async function compose({ text, fileName, ...options }: Source): Promise<Composition> {
  return composeModel(await parseSource({ text, fileName }), options);
}

/** Parse alone, also of a model that was printed. Throws what `parse` throws, and `invalid` for what is no model. */
export async function parseSource({ text, fileName }: DiagramText): Promise<Model> {
  return fileName.endsWith('.model.json') ? readModel(text, fileName) : await parse(text, fileName);
}

/** Check and plan, of a model that is there already. */
export function composeModel(model: Model, options: PlanOptions = {}): Composition {
  const faults = check(model, options);
  if (faults.some(({ severity }) => severity === 'error')) return { model, faults };
  const outcome = plan(model, options);
  if (!outcome.ok) return { model, faults: [...faults, ...outcome.faults] };
  return { model, faults, program: outcome.program };
}

function readModel(text: string, fileName: string): Model {
  const read = modelSchema.safeParse(jsonOf(text, fileName));
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new AppError('invalid', `${fileName} is no model: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`, {
    hint: 'Print one with "perdure compose <diagram> --print model" to see its form.',
  });
}

function jsonOf(text: string, fileName: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AppError('invalid', `${fileName} is not JSON: ${reason}`, { cause: error });
  }
}
