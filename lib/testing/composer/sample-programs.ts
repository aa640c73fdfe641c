import { plan } from '@/lib/composer/plan/plan';
import type { Program } from '@/lib/composer/plan/program';
import type { Model } from '@/lib/composer/model/model';
import { examplePrograms } from './example-programs';
import { sampleModels } from './sample-models';

/** The program of a model that must have one. */
export function programOf(model: Model): Program {
  const outcome = plan(model);
  if (!outcome.ok) throw new Error(outcome.faults.map(({ message }) => message).join('\n'));
  return outcome.program;
}

/** All sample models as programs, and the programs written by hand. */
export const samplePrograms: Readonly<Record<string, Program>> = {
  ...Object.fromEntries(Object.entries(sampleModels).map(([name, model]) => [name, programOf(model)])),
  ...Object.fromEntries(Object.entries(examplePrograms).map(([name, program]) => [`by-hand-${name}`, program])),
};
