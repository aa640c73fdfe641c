import type { File } from '@/lib/composer/emit/file';
import type { Program } from '@/lib/composer/plan/program';
import { samplePrograms } from './sample-programs';

/** The text of a file of the project that a sample becomes; empty when there is no such file. Throws without such a sample. */
export async function fileOfSample(
  project: (program: Program) => Promise<readonly File[]>,
  sample: string,
  wanted: string,
): Promise<string> {
  const program = samplePrograms[sample];
  if (program === undefined) throw new Error(`there is no sample ${sample}`);
  const files = await project(program);
  return files.find(({ path }) => path === wanted)?.text ?? '';
}
