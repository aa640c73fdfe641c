import { format } from 'prettier/standalone';
import * as babel from 'prettier/plugins/babel';
import * as estree from 'prettier/plugins/estree';
import * as markdown from 'prettier/plugins/markdown';
import * as typescript from 'prettier/plugins/typescript';
import type { File } from '../file';

/** How the generated project is formatted; stands in its package.json as well. */
export const prettierOptions = { singleQuote: true, printWidth: 100 } as const;

const parsers: Readonly<Record<string, string>> = { ts: 'typescript', json: 'json', md: 'markdown' };

/** The file as Prettier writes it. */
export async function formatted(file: File): Promise<File> {
  const parser = parsers[file.path.split('.').at(-1) ?? ''];
  if (parser === undefined) return file;
  const plugins = [babel, estree, markdown, typescript];
  return { ...file, text: await format(file.text, { ...prettierOptions, parser, plugins }) };
}
