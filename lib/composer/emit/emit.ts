import type { Program } from '../plan/program';
import type { File, Language } from './file';
import { typescriptProject } from './typescript/typescript-project';

type Emitter = (program: Program) => Promise<readonly File[]>;

/** Languages that projects are written in; the others are refused by name. */
const emitters: Partial<Record<Language, Emitter>> = { javascript: typescriptProject };

/** The files of a project in a language; undefined where the language has no emitter. */
export function emit(program: Program, language: Language): Promise<readonly File[]> | undefined {
  return emitters[language]?.(program);
}
