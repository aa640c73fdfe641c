import { InvalidArgumentError, Option, type Command } from 'commander';
import { HOST, HOST_NAME } from '@/lib/bootstrap/config/config-schema';
import { readSettings } from '@/lib/bootstrap/env';
import { LOG_CHOICES } from '@/lib/bootstrap/log-choices';
import type { Environment, Settings } from '@/lib/bootstrap/settings';
import { readStorePlace } from '@/lib/bootstrap/store-place';
import type { CliContext } from './cli-context';
import { wholeNumber } from './number-option';

/** Settings as flags; each stands before its variable, which stands before the configuration file. */
export type SettingsOptions = {
  readonly dataDir?: string;
  readonly databaseUrl?: string;
  readonly host?: string;
  readonly consolePort?: number;
  readonly grpcPort?: number;
  readonly httpPort?: number;
  readonly metricsPort?: number;
  readonly config?: string;
  readonly logLevel?: string;
  readonly logFormat?: string;
};

const VARIABLES: Record<keyof SettingsOptions, string> = {
  dataDir: 'PERDURE_DATA_DIR',
  databaseUrl: 'DATABASE_URL',
  host: 'PERDURE_HOST',
  consolePort: 'PERDURE_CONSOLE_PORT',
  grpcPort: 'PERDURE_GRPC_PORT',
  httpPort: 'PERDURE_HTTP_PORT',
  metricsPort: 'PERDURE_METRICS_PORT',
  config: 'PERDURE_CONFIG',
  logLevel: 'PERDURE_LOG_LEVEL',
  logFormat: 'PERDURE_LOG_FORMAT',
};

/** Adds a flag for each setting that a start is likely to be given. */
export function withSettings(command: Command): Command {
  const port = (flag: string, words: string): Option =>
    new Option(`--${flag} <port>`, `${words}; 0: any free one`).argParser(wholeNumber(0, 65_535));
  return command
    .option('--data-dir <folder>', 'folder of the store')
    .addOption(new Option('--database-url <url>', 'another store: file:… or postgresql://…').argParser(checkedUrl))
    .addOption(new Option('--host <address>', 'address that everything listens on').argParser(checkedHost))
    .addOption(port('console-port', 'port of the console'))
    .addOption(port('grpc-port', 'port that workers connect to'))
    .addOption(port('http-port', 'port of the Dapr HTTP API'))
    .addOption(port('metrics-port', 'port of the metrics'))
    .option('--config <file>', 'the configuration file')
    .addOption(
      new Option('--log-level <level>', 'least important log lines that are shown').choices(LOG_CHOICES.levels),
    )
    .addOption(new Option('--log-format <format>', 'how log lines are written').choices(LOG_CHOICES.formats));
}

/** The environment in which flags stand for their variables. */
export function environmentOf(options: SettingsOptions, env: Environment): Environment {
  const given = Object.entries(VARIABLES).flatMap(([name, variable]): [string, string][] => {
    const value = options[name as keyof SettingsOptions];
    return value === undefined ? [] : [[variable, String(value)]];
  });
  return { ...env, ...Object.fromEntries(given) };
}

/** The settings of flags, environment and file. Throws `invalid` for what is not allowed. */
export function settingsOf(options: SettingsOptions, { env, folder }: CliContext): Settings {
  return readSettings(environmentOf(options, env), folder);
}

function checkedUrl(text: string): string {
  readStorePlace(text, '--database-url');
  return text;
}

function checkedHost(text: string): string {
  if (HOST_NAME.test(text)) return text;
  throw new InvalidArgumentError(`Not ${HOST}.`);
}
