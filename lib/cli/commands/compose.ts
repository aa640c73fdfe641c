import { readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { Option, type Command } from 'commander';
import { writeProject } from '@/lib/bootstrap/projects/write-project';
import { compose, composeModel, type Composition } from '@/lib/composer/compose';
import { emit } from '@/lib/composer/emit/emit';
import { languages, type Language } from '@/lib/composer/emit/file';
import { limitsOf } from '@/lib/composer/emit/limits';
import { outlineOf } from '@/lib/composer/print/outline';
import { AppError } from '@/lib/domain/app-error';
import type { CliContext } from '../cli-context';
import { askLanguageModel, type AskOptions } from '../compose/ask-language-model';
import { requireZipPlace, writeZip, type ZippedProject } from '../compose/write-zip';
import { examplesText } from '../examples';
import { faultLines, regenerationLines } from '../print/composition';

type ComposeOptions = AskOptions & {
  readonly language: Language;
  readonly out?: string;
  readonly zip?: string;
  readonly force?: true;
  readonly appId?: string;
  readonly lanesAsApps?: true;
  readonly check?: true;
  readonly print?: 'model' | 'faults' | 'program' | 'files';
};

/** `perdure compose [diagram]` */
export function addCompose(program: Command, context: CliContext): void {
  program
    .command('compose [diagram]')
    .description('Makes a Dapr Workflow project of a diagram: BPMN 2.0, Mermaid, or a model (*.model.json).')
    .addOption(
      new Option('--language <language>', 'what the project is written in').choices(languages).default('javascript'),
    )
    .option('--out <folder>', 'where it is written; hand-written activities there stay as they are')
    .addOption(
      new Option('--zip <file>', 'writes it as a ZIP instead; - is standard output').conflicts([
        'out',
        'print',
        'check',
      ]),
    )
    .option('--force', 'replaces the ZIP if it exists')
    .option('--app-id <id>', 'App ID of the project; the name of the diagram if absent')
    .option('--lanes-as-apps', 'makes each lane an app of its own; not in JavaScript, whose SDK calls no other app')
    .option('--from-text <file>', 'has the configured language model draw what a text describes; - is standard input')
    .option('--from-image <file>', 'the same of a picture (PNG, JPEG, GIF, WebP), with --from-text as words about it')
    .option('--yes', 'sends the request without being asked; it is printed all the same')
    .option('--check', 'only says what is wrong with the diagram')
    .addOption(new Option('--print <stage>', 'prints a stage').choices(['model', 'faults', 'program', 'files']))
    .addHelpText(
      'after',
      examplesText([
        ['perdure compose order.bpmn --check', 'what is wrong with a diagram, and what to draw instead'],
        ['perdure compose order.bpmn --language javascript --out order', 'a project in TypeScript'],
        ['perdure compose order.bpmn --language go --lanes-as-apps', 'an app for each lane, with its activities'],
        ['perdure compose order.bpmn --zip order.zip', 'the same as a ZIP'],
        ['perdure compose --from-text order.txt --print model', 'asks a language model; see docs/composer.md'],
        ['perdure compose order.bpmn --print program', 'what the diagram means, in words'],
      ]),
    )
    .action((diagram: string | undefined, options: ComposeOptions) => runCompose(diagram, options, context));
}

async function runCompose(diagram: string | undefined, options: ComposeOptions, context: CliContext): Promise<void> {
  requireZipPlace(options, context);
  const composition = withLimits(await composed(diagram, options, context), options.language);
  if (options.print === 'model') return context.out(JSON.stringify(composition.model, undefined, 2));
  const show = options.check === true || options.print === 'faults' ? context.out : context.err;
  for (const line of faultLines(composition)) show(line);
  const { program } = composition;
  if (program === undefined) throw refused(diagram ?? 'The answer', composition);
  if (options.check === true || options.print === 'faults') return;
  if (options.print === 'program') return context.out(outlineOf(program).trimEnd());
  deliver({ folder: program.appId, files: await emit(program, options.language) }, options, context);
}

/** Prints the files of a project, or writes them as a ZIP or into a folder. */
function deliver({ folder: name, files }: ZippedProject, options: ComposeOptions, context: CliContext): void {
  if (options.print === 'files') {
    for (const { path, text, keep } of files) context.out(`===== ${path}${keep ? ' (kept)' : ''}\n${text}`);
    return;
  }
  if (options.zip !== undefined) return writeZip(options.zip, { folder: name, files }, context);
  const folder = resolve(context.folder, options.out ?? name);
  for (const line of regenerationLines(writeProject(files, folder), folder)) context.out(line);
}

async function composed(
  diagram: string | undefined,
  options: ComposeOptions,
  context: CliContext,
): Promise<Composition> {
  const { appId, lanesAsApps, fromText, fromImage } = options;
  const planned = { appId, lanesAsApps };
  const isAsking = fromText !== undefined || fromImage !== undefined;
  if (isAsking === (diagram !== undefined)) {
    throw new AppError('invalid', isAsking ? 'There are two sources' : 'There is nothing to make a project of', {
      hint: 'Name a diagram, or what a language model is to make one of (--from-text, --from-image).',
    });
  }
  if (diagram === undefined) return composeModel(await askLanguageModel(options, context), planned);
  return compose({ text: readDiagram(resolve(context.folder, diagram)), fileName: basename(diagram), ...planned });
}

/** What the language cannot do as well as others is told like a fault of the diagram. */
function withLimits(composition: Composition, language: Language): Composition {
  const { faults, program } = composition;
  return program === undefined ? composition : { ...composition, faults: [...faults, ...limitsOf(program, language)] };
}

function readDiagram(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new AppError('not_found', `the diagram ${path} cannot be read`, {
      hint: 'Name a file that exists and that you may read.',
      cause: error,
    });
  }
}

function refused(diagram: string, { faults }: Composition): AppError {
  const count = faults.filter(({ severity }) => severity === 'error').length;
  return new AppError(
    'invalid',
    `${diagram} has ${count === 1 ? 'an error' : `${count} errors`}; nothing was written`,
    {
      hint: 'Change the diagram as said above.',
    },
  );
}
