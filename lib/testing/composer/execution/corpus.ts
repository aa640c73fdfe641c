import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from '@/lib/composer/parse/parse';
import { composedOf, type Composed } from './project';

/** Every diagram of the corpus, its own and those of other modelers, each as a project of its own. */
export function corpusProjects(): Promise<readonly Composed[]> {
  const corpus = join(process.cwd(), 'lib', 'composer', 'corpus');
  const files = [corpus, join(corpus, 'third-party')].flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => /\.(bpmn|mmd)$/.test(name))
      .map((name) => join(folder, name)),
  );
  return Promise.all(files.map(projectOf));
}

async function projectOf(file: string): Promise<Composed> {
  const name = basename(file);
  return composedOf(name.replace(/[^a-z0-9]+/gi, '-').toLowerCase(), await parse(readFileSync(file, 'utf8'), name));
}
