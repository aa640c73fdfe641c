import { AppError } from '@/lib/domain/app-error';
import type { File, Language } from '@/lib/composer/emit/file';
import { emit } from '@/lib/composer/emit/emit';
import { elementsOf, type Elements } from '@/lib/composer/emit/project/elements-file';
import type { DiagramFault } from '@/lib/composer/model/fault';
import type { Model } from '@/lib/composer/model/model';
import { parse } from '@/lib/composer/parse/parse';
import { plan } from '@/lib/composer/plan/plan';
import type { Program } from '@/lib/composer/plan/program';
import { check } from '@/lib/composer/rules/check';
import type { Draft } from './draft';

/** What is known of a draft: `program` when nothing keeps it from becoming a workflow. */
export type Examined = {
  readonly faults: readonly DiagramFault[];
  readonly model?: Model;
  readonly program?: Program;
  /** What finds the element of a step of a run. */
  readonly elements?: Elements;
};

/** Reads a draft, applies the rules and plans it. What cannot be read is one fault of the whole diagram. */
export async function examine({ text, fileName }: Draft, appId: string | undefined): Promise<Examined> {
  let model: Model;
  try {
    model = await parse(text, fileName);
  } catch (error) {
    return { faults: [unreadable(error)] };
  }
  const faults = check(model);
  if (faults.some(({ severity }) => severity === 'error')) return { model, faults };
  const planned = plan(model, { appId });
  if (!planned.ok) return { model, faults: [...faults, ...planned.faults] };
  const { program } = planned;
  return { model, faults, program, elements: elementsOf(program, (activity) => activity) };
}

function unreadable(error: unknown): DiagramFault {
  const message = error instanceof Error ? error.message : String(error);
  const hint = error instanceof AppError ? error.hint : undefined;
  return { severity: 'error', rule: 'readable', message, wayOut: hint ?? 'Open another file, or mend this one.' };
}

/** The project of a program. Throws where the language cannot express it. */
export async function projectOf(program: Program, language: Language): Promise<readonly File[]> {
  const files = await emit(program, language);
  if (files === undefined) throw new Error(`There is no project in ${language} yet.`);
  return files;
}
