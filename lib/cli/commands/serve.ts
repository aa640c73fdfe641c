import type { Command } from 'commander';
import { startPerdure } from '@/lib/bootstrap/supervisor/start-perdure';
import { welcome } from '@/lib/bootstrap/supervisor/welcome';
import { AppError } from '@/lib/domain/app-error';
import type { CliContext } from '../cli-context';
import { examplesText } from '../examples';
import { settingsOf, withSettings, type SettingsOptions } from '../settings-option';
import { aborted, untilStopped } from '../until-stopped';

type ServeOptions = SettingsOptions & { readonly console: boolean; readonly runtime: boolean };

/** `perdure serve` */
export function addServe(program: Command, context: CliContext): void {
  const command = program
    .command('serve')
    .description('Runs runtime and console until they are told to stop, without the sample app.')
    .option('--no-console', 'the runtime alone')
    .option('--no-runtime', 'the console alone, over a store that a runtime elsewhere has');
  withSettings(command)
    .addHelpText(
      'after',
      examplesText([
        ['perdure serve', 'runtime and console on the usual ports, the store in ./data'],
        ['perdure serve --no-console --database-url postgresql://perdure@db/perdure', 'a runtime over PostgreSQL'],
        ['perdure serve --data-dir /var/lib/perdure --console-port 8080', 'another folder, another port'],
      ]),
    )
    .action((options: ServeOptions) => serve(options, context));
}

async function serve(options: ServeOptions, context: CliContext): Promise<void> {
  const { console, runtime } = options;
  if (!console && !runtime) {
    throw new AppError('invalid', 'With --no-console and --no-runtime there is nothing to serve.', {
      hint: 'Leave one of them out.',
    });
  }
  const settings = settingsOf(options, context);
  const signal = untilStopped(context);
  const perdure = await startPerdure({ settings, parts: { console, runtime }, signal });
  for (const line of welcome({ settings, perdure }).split('\n')) context.out(line);
  const failure = await Promise.race([aborted(signal), perdure.failed]);
  await perdure.stop();
  if (failure !== undefined) throw failure;
}
