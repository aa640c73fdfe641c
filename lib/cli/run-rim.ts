import type { RunRim } from '@/lib/bootstrap/run/perdure-for';
import type { CliContext } from './cli-context';
import { environmentOf, type SettingsOptions } from './settings-option';
import { untilStopped } from './until-stopped';

/** What the running of apps is given: the context of the command, and a signal that ends it. */
export function runRim(options: SettingsOptions & { readonly console: boolean }, context: CliContext): RunRim {
  const { folder, out, err, isTerminal = false } = context;
  const withConsole = options.console;
  return {
    withConsole,
    env: environmentOf(options, context.env),
    folder,
    out,
    err,
    isTerminal,
    signal: untilStopped(context),
  };
}
