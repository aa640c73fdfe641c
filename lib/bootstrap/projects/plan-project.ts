import { compose } from '@/lib/composer/compose';
import { emit } from '@/lib/composer/emit/emit';
import type { File } from '@/lib/composer/emit/file';
import { exampleInput } from '@/lib/composer/emit/project/example-input';
import { homeApp } from '@/lib/composer/plan/apps';
import { AppError } from '@/lib/domain/app-error';
import type { ProjectWish } from '@/lib/domain/project';
import { whyNoObject } from '@/lib/domain/why-no-object';

/** What a diagram came to, in a language. */
export type PlannedProject = {
  /** What it is called, also its App ID where lanes are no apps. */
  readonly name: string;
  /** Where its workflow runs. */
  readonly appId: string;
  /** The one that is started. */
  readonly workflow: string;
  readonly files: readonly File[];
  /** JSON text that it can be started with. */
  readonly exampleInput: string;
};

const APP_ID = /^[a-z0-9][a-z0-9._-]{0,62}$/i;

/** The project of a diagram. Throws `invalid` for a diagram with errors, an App ID that is none, and an input that is no JSON object. */
export async function planProject({ language, input, ...source }: ProjectWish): Promise<PlannedProject> {
  const { appId } = source;
  if (appId !== undefined && !APP_ID.test(appId)) {
    throw new AppError('invalid', `"${appId}" is no App ID.`, {
      hint: 'Use letters, digits, dots and hyphens, at most 63 of them, a letter or digit first.',
    });
  }
  if (input !== undefined) refuseOtherThanObject(input);
  const { faults, program } = await compose(source);
  const [main] = program?.workflows ?? [];
  if (program === undefined || main === undefined) {
    const first = faults.find(({ severity }) => severity === 'error');
    throw new AppError('invalid', `The diagram has errors: ${first?.message ?? 'it has no workflow'}.`, {
      hint: first?.wayOut,
    });
  }
  return {
    ...{ name: program.appId, appId: homeApp(program), workflow: main.name, files: await emit(program, language) },
    exampleInput: JSON.stringify(exampleInput(program, main.data)),
  };
}

/** A generated workflow takes its fields from an object. */
function refuseOtherThanObject(input: string): void {
  const trouble = whyNoObject(input);
  if (trouble === undefined) return;
  throw new AppError('invalid', trouble, {
    hint: 'Give an object with the fields of the diagram, or none for an example.',
  });
}
