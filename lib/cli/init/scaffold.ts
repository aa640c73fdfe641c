import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AppError } from '@/lib/domain/app-error';
import type { Language } from './languages';

const TEMPLATES = fileURLToPath(new URL('../../../examples/first-app/', import.meta.url));

/** What templates are called themselves. */
const TEMPLATE_NAME = 'first-app';

export type ScaffoldPlan = {
  readonly language: Language;
  /** Whole path of the folder that it is written to. */
  readonly folder: string;
  readonly appId: string;
};

/** Writes the first app of a language and answers its files. Throws `conflict`, with nothing written, when one of them is there already. */
export function scaffold({ language, folder, appId }: ScaffoldPlan): readonly string[] {
  const from = join(TEMPLATES, language.name);
  const files = templateFiles(from).map((source) => ({ source, target: targetOf(source) }));
  const there = files.filter(({ target }) => existsSync(join(folder, target))).map(({ target }) => target);
  if (there.length > 0) {
    throw new AppError('conflict', `${folder} has ${there.join(', ')} already: nothing was written.`, {
      hint: 'Name an empty folder: perdure init my-app',
    });
  }
  for (const { source, target } of files) {
    const path = join(folder, target);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, readFileSync(join(from, source), 'utf8').replaceAll(TEMPLATE_NAME, appId));
  }
  return files.map(({ target }) => target);
}

/** An App ID for a folder: its name in lower case, with `-` for what an App ID has no place for. */
export function appIdFor(folder: string): string {
  const plain = basename(folder)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return plain === '' ? TEMPLATE_NAME : plain;
}

/** What belongs to a template: not what was built or installed in it. */
function templateFiles(folder: string): readonly string[] {
  return globSync('**/*.*', { cwd: folder, exclude: ['**/node_modules/**', '**/__pycache__/**', 'target/**'] })
    .concat(globSync('_*', { cwd: folder }))
    .filter((file, index, all) => all.indexOf(file) === index)
    .toSorted();
}

/** Packages leave out files of this name, so templates have another one for it. */
function targetOf(source: string): string {
  return basename(source) === '_gitignore' ? join(dirname(source), '.gitignore') : source;
}
