import type { Command } from 'commander';
import { perdureFor } from '@/lib/bootstrap/run/perdure-for';
import { runApps } from '@/lib/bootstrap/run/run-apps';
import { AppError } from '@/lib/domain/app-error';
import { appsFrom, ownOptions, runFileHere, tellPassedOver, withAppRun, type AppRunOptions } from '../app-options';
import type { CliContext } from '../cli-context';
import { examplesText } from '../examples';
import { runRim } from '../run-rim';
import { settingsOf, withSettings, type SettingsOptions } from '../settings-option';

type RunOptions = AppRunOptions & SettingsOptions;

/** `perdure run` */
export function addRun(program: Command, context: CliContext): void {
  const command = program
    .command('run')
    .description('Runs your app, or all apps of a run file, with an App ID and the variables that Dapr SDKs read.')
    .argument('[command...]', 'what starts the app, after --')
    .passThroughOptions();
  withSettings(withAppRun(command))
    .addHelpText(
      'after',
      examplesText([
        ['perdure run --app-id orders -- npm run worker', 'a worker with an App ID of its own'],
        [
          'perdure run --app-id web --app-port 8080 --dapr-http-port 3501 -- python app.py',
          'ports as the app expects them',
        ],
        ['perdure run -f dapr.yaml', 'all apps of a run file of Dapr'],
      ]),
    )
    .action((words: readonly string[], options: RunOptions) =>
      run(words, ownOptions(options, context), { command, context }),
    );
}

type Stand = { readonly command: Command; readonly context: CliContext };

async function run(words: readonly string[], options: RunOptions, { command, context }: Stand): Promise<void> {
  const planned = appsFrom(words, options, context) ?? refuseNothing(context);
  tellPassedOver(command, planned, context);
  const rim = runRim(options, context);
  const perdure = await perdureFor(planned.apps, settingsOf(options, context), rim);
  try {
    context.endWith(await runApps(planned.apps, perdure, rim));
  } finally {
    await perdure.stop();
  }
}

function refuseNothing(context: CliContext): never {
  throw new AppError('invalid', 'There is nothing to run: no command and no run file.', {
    hint:
      runFileHere(context) === undefined
        ? 'Write what starts your app after --: perdure run --app-id orders -- npm run worker'
        : 'There is a dapr.yaml here: perdure run -f dapr.yaml',
  });
}
