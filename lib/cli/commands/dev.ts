import { resolve } from 'node:path';
import type { Command } from 'commander';
import { commandOf } from '@/lib/bootstrap/run/find-app';
import { keepApps } from '@/lib/bootstrap/run/keep/keep-apps';
import { perdureFor } from '@/lib/bootstrap/run/perdure-for';
import type { PlannedApps } from '@/lib/bootstrap/run/run-file/plan-from-run-file';
import { AppError } from '@/lib/domain/app-error';
import { appsFrom, ownOptions, runFileHere, tellPassedOver, withAppRun, type AppRunOptions } from '../app-options';
import type { CliContext } from '../cli-context';
import { examplesText } from '../examples';
import { runRim } from '../run-rim';
import { settingsOf, withSettings, type SettingsOptions } from '../settings-option';

type DevOptions = AppRunOptions & SettingsOptions & { readonly watch: boolean };

/** `perdure dev` */
export function addDev(program: Command, context: CliContext): void {
  const command = program
    .command('dev')
    .description('Runs runtime, console and your app while you work on it: it is started again when its files change.')
    .argument('[command...]', 'what starts the app, after --; else dapr.yaml, or a script of package.json')
    .passThroughOptions()
    .option('--no-watch', 'leaves the app alone when its files change');
  withSettings(withAppRun(command))
    .addHelpText(
      'after',
      examplesText([
        ['perdure dev', 'what the folder has: dapr.yaml, or the script worker or start of package.json'],
        ['perdure dev -- npm run worker', 'an app by its command'],
        ['perdure dev --app-id orders -- python main.py', 'with an App ID of its own'],
      ]),
    )
    .action((words: readonly string[], options: DevOptions) =>
      dev(words, ownOptions(options, context), { command, context }),
    );
}

type Stand = { readonly command: Command; readonly context: CliContext };

async function dev(words: readonly string[], options: DevOptions, { command, context }: Stand): Promise<void> {
  const planned = appsFrom(words, options, context) ?? appsHere(options, context);
  tellPassedOver(command, planned, context);
  const settings = settingsOf(options, context);
  const rim = runRim(options, context);
  const perdure = await perdureFor(planned.apps, settings, rim);
  try {
    const wishes = { dataDir: resolve(context.folder, settings.dataDir), watches: options.watch };
    await keepApps(planned.apps, wishes, { perdure, rim });
  } finally {
    await perdure.stop();
  }
}

function appsHere(options: DevOptions, context: CliContext): PlannedApps {
  const runFile = options.appId === undefined ? runFileHere(context) : undefined;
  const words = runFile === undefined ? commandOf(context.folder) : [];
  if (runFile !== undefined) context.err(`Running the apps of ${runFile}.`);
  else if (words !== undefined) context.err(`Running ${words.join(' ')}, as package.json has it.`);
  const found = appsFrom(words ?? [], { ...options, ...(runFile !== undefined && { runFile }) }, context);
  if (found !== undefined) return found;
  throw new AppError(
    'invalid',
    'There is no app here: neither a dapr.yaml nor a package.json with a script worker or start.',
    {
      hint: 'Write what starts it: perdure dev -- python main.py. Or make a first app: perdure init my-app --language python',
    },
  );
}
