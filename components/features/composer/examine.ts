import { AppError } from '@/lib/domain/app-error';
import { composeModel, parseSource } from '@/lib/composer/compose';
import { emit } from '@/lib/composer/emit/emit';
import type { File, Language } from '@/lib/composer/emit/file';
import { limitsOf } from '@/lib/composer/emit/limits';
import { elementsOf, type Elements } from '@/lib/composer/emit/project/elements-file';
import type { DiagramFault } from '@/lib/composer/model/fault';
import { laneCount, tooFewLanes } from '@/lib/composer/plan/lanes';
import type { Program } from '@/lib/composer/plan/program';
import { bpmnOf } from '@/lib/composer/print/bpmn/bpmn-of';
import type { Draft } from './draft';

/** What is known of a draft: `program` when nothing keeps it from becoming a workflow. */
export type Examined = {
  readonly faults: readonly DiagramFault[];
  /** How many lanes hold something. */
  readonly lanes: number;
  readonly program?: Program;
  /** What was written and not drawn, as BPMN, to be drawn. */
  readonly drawing?: string;
  /** What finds the element of a step of a run. */
  readonly elements?: Elements;
};

export type Wish = {
  readonly appId: string | undefined;
  /** Where the diagram has too few lanes, it becomes one app all the same. */
  readonly lanesAsApps: boolean;
};

/** Reads a draft, applies the rules and plans it. What cannot be read is one fault of the whole diagram. */
export async function examine({ kind, text, fileName }: Draft, { appId, lanesAsApps }: Wish): Promise<Examined> {
  try {
    const model = await parseSource({ text, fileName });
    const lanes = laneCount(model);
    const isParted = lanesAsApps && tooFewLanes(lanes) === undefined;
    const { faults, program } = composeModel(model, { appId, lanesAsApps: isParted });
    const seen = { faults, lanes, ...(kind === 'mermaid' && { drawing: bpmnOf(model) }) };
    if (program === undefined) return seen;
    return { ...seen, program, elements: elementsOf(program, (activity) => activity) };
  } catch (error) {
    return { faults: [unreadable(error)], lanes: 0 };
  }
}

function unreadable(error: unknown): DiagramFault {
  const message = error instanceof Error ? error.message : String(error);
  const hint = error instanceof AppError ? error.hint : undefined;
  return { severity: 'error', rule: 'readable', message, wayOut: hint ?? 'Open another file, or mend this one.' };
}

export type Project = { readonly files: readonly File[]; readonly limits: readonly DiagramFault[] };

/** The project of a program, and what the language cannot do as well as others. */
export async function projectOf(program: Program, language: Language): Promise<Project> {
  return { files: await emit(program, language), limits: limitsOf(program, language) };
}
