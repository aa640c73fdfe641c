import { relative, resolve } from 'node:path';
import { InvalidArgumentError, Option, type Command } from 'commander';
import type { CliContext } from '../cli-context';
import { examplesText } from '../examples';
import { LANGUAGES, languageNamed, type Language } from '../init/languages';
import { appIdFor, scaffold } from '../init/scaffold';

type InitOptions = { readonly language: Language; readonly appId?: string };

/** `perdure init [folder]` */
export function addInit(program: Command, context: CliContext): void {
  const names = LANGUAGES.map(({ name }) => name).join(', ');
  program
    .command('init')
    .description('Writes a first workflow app: a workflow, its activities, a worker and what starts it.')
    .argument('[folder]', 'where; without it the working directory')
    .addOption(
      new Option('-l, --language <language>', `one of ${names}`)
        .argParser(readLanguage)
        .default(LANGUAGES[0], LANGUAGES[0]?.name),
    )
    .option('-a, --app-id <id>', 'its App ID; without it the name of the folder')
    .addHelpText(
      'after',
      examplesText([
        ['perdure init orders', 'a first app in JavaScript, in the folder orders'],
        ['perdure init orders --language python', 'the same in Python'],
        ['perdure init --language go', 'in the working directory'],
      ]),
    )
    .action((folder: string | undefined, options: InitOptions) => init(folder ?? '.', options, context));
}

function init(named: string, { language, appId }: InitOptions, { folder: here, out }: CliContext): void {
  const folder = resolve(here, named);
  const id = appIdFor(appId ?? folder);
  const files = scaffold({ language, folder, appId: id });
  const below = relative(here, folder);
  out(`A first app in ${language.title}, App ID ${id}:`);
  for (const file of files) out(`  ${file}`);
  out('');
  out('Next:');
  for (const line of below === '' ? [] : [`cd ${below}`]) out(`  ${line}`);
  out(`  ${language.install.replaceAll('first-app', id)}`);
  out('  perdure dev');
  out('and in a second shell, in the same folder:');
  out(`  perdure run --app-id ${id} -- ${language.order}`);
}

function readLanguage(text: string): Language {
  const language = languageNamed(text);
  if (language !== undefined) return language;
  throw new InvalidArgumentError(`Languages: ${LANGUAGES.map(({ name }) => name).join(', ')}.`);
}
