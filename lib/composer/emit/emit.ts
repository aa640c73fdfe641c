import { AppError } from '@/lib/domain/app-error';
import type { Program } from '../plan/program';
import type { File, Language } from './file';
import { csharpProject } from './csharp/csharp-project';
import { goProject } from './go/go-project';
import { javaProject } from './java/java-project';
import { ELEMENTS_FILE } from './project/elements-file';
import { pythonProject } from './python/python-project';
import { typescriptProject } from './typescript/typescript-project';
import { whyNotIn } from './why-no-lane-apps';

type Emitter = (program: Program) => Promise<readonly File[]>;

const emitters: Readonly<Record<Language, Emitter>> = {
  javascript: typescriptProject,
  python: pythonProject,
  go: goProject,
  java: javaProject,
  csharp: csharpProject,
};

/** The files of a project in a language, by path. Throws `invalid` for lanes as apps where the language has no call for it. */
export async function emit(program: Program, language: Language): Promise<readonly File[]> {
  const trouble = program.apps && whyNotIn(language);
  if (trouble !== undefined) throw new AppError('invalid', trouble.message, { hint: trouble.wayOut });
  const files = await emitters[language](program);
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
  const generated = sorted.filter(({ keep }) => !keep).map(({ path }) => path);
  return sorted.map((file) => (file.path === ELEMENTS_FILE ? withGenerated(file, generated) : file));
}

/** A later generation deletes what this one wrote and that one does not. */
function withGenerated(file: File, generated: readonly string[]): File {
  const elements = { ...(JSON.parse(file.text) as object), generated };
  return { ...file, text: `${JSON.stringify(elements, undefined, 2)}\n` };
}
