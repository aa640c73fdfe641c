import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { LOG_DESTINATIONS, type AppPlan } from '@/lib/bootstrap/run/app-plan';
import { planFromRunFile, type PlannedApps } from '@/lib/bootstrap/run/run-file/plan-from-run-file';
import { AppError } from '@/lib/domain/app-error';
import type { CliContext } from './cli-context';
import { wholeNumber } from './number-option';
import type { SettingsOptions } from './settings-option';

/** Options of the commands that start apps, by the names that `dapr run` has. */
export type AppRunOptions = {
  readonly appId?: string;
  readonly appPort?: number;
  readonly appProtocol: string;
  readonly daprGrpcPort: number;
  readonly daprHttpPort: number;
  readonly appLogDestination: AppPlan['logTo'];
  readonly runFile?: string;
  readonly console: boolean;
};

const DEFAULT_APP = 'default';
const RUN_FILE = 'dapr.yaml';

/** Options of `dapr run` for what Perdure has none of; they are taken, so that a command line can be used as it is. */
const PASSED_OVER_VALUES = [
  ...['-d, --resources-path <path>', '--components-path <path>', '--app-channel-address <address>'],
  ...['--app-max-concurrency <n>', '--placement-host-address <address>', '--scheduler-host-address <address>'],
  ...['--profile-port <port>', '--dapr-internal-grpc-port <port>', '-u, --unix-domain-socket <path>'],
  ...['--dapr-listen-addresses <addresses>', '--max-body-size <size>', '--read-buffer-size <size>'],
  ...['--app-health-check-path <path>', '--app-health-probe-interval <n>', '--app-health-probe-timeout <n>'],
  ...['--app-health-threshold <n>', '--runtime-path <path>'],
];
const PASSED_OVER_SWITCHES = ['--app-ssl', '--enable-profiling', '--enable-app-health-check', '--enable-api-logging'];

/** Adds the options by which apps are named and given ports. */
export function withAppRun(command: Command): Command {
  const port = wholeNumber(0, 65_535);
  command
    .addOption(new Option('-a, --app-id <id>', 'its App ID').argParser(appIdOf))
    .addOption(new Option('-p, --app-port <port>', 'port that the app itself listens on').argParser(port))
    .option('-P, --app-protocol <protocol>', 'what it speaks there', 'http')
    .addOption(
      new Option('-G, --dapr-grpc-port <port>', 'port by which it reaches Perdure over gRPC')
        .argParser(port)
        .default(0, 'any'),
    )
    .addOption(new Option('-H, --dapr-http-port <port>', 'the same over HTTP').argParser(port).default(0, 'any'))
    .addOption(
      new Option('--app-log-destination <where>', 'where its output goes').choices(LOG_DESTINATIONS).default('console'),
    )
    .option('-f, --run-file <file>', 'all apps of a run file of Dapr, or of the dapr.yaml in a folder')
    .option('--no-console', 'no console beside a Perdure that is started here');
  for (const flags of [...PASSED_OVER_VALUES, ...PASSED_OVER_SWITCHES]) {
    command.addOption(new Option(flags, 'passed over').hideHelp());
  }
  return command;
}

/** The apps that options and words name; undefined when they name none. Throws `invalid` for what does not go together. */
export function appsFrom(
  words: readonly string[],
  options: AppRunOptions,
  context: CliContext,
): PlannedApps | undefined {
  const { runFile, appId = DEFAULT_APP, appPort, appProtocol, daprGrpcPort, daprHttpPort } = options;
  if (runFile !== undefined) {
    if (words.length === 0 && options.appId === undefined) return appsOfFile(runFile, context);
    throw new AppError('invalid', 'A run file names its apps and their commands itself.', {
      hint: 'Leave out --run-file, or the command and --app-id.',
    });
  }
  if (words.length === 0) return undefined;
  const app: AppPlan = {
    ...{ appId, command: words, folder: context.folder, appPort, appProtocol, env: {} },
    ...{ grpcPort: daprGrpcPort, httpPort: daprHttpPort, logTo: options.appLogDestination },
  };
  return { apps: [app], passedOver: [] };
}

/** The options without a configuration of Dapr, which `dapr run` takes by the same flag as Perdure its own. */
export function ownOptions<Options extends SettingsOptions>(options: Options, { err }: CliContext): Options {
  const { config, ...others } = options;
  if (config === undefined || !/\.ya?ml$/i.test(config)) return options;
  err(`Passed over, because Perdure has no use for it: ${config}.`);
  return others as Options; // safe: `config` may be absent
}

/** The run file of the working directory, where there is one. */
export function runFileHere({ folder }: CliContext): string | undefined {
  return existsSync(join(folder, RUN_FILE)) ? RUN_FILE : undefined;
}

/** Says once which options and keys of Dapr were passed over. */
export function tellPassedOver(command: Command, { passedOver }: PlannedApps, { err }: CliContext): void {
  const flags = command.options.filter(
    (option) => option.hidden && command.getOptionValueSource(option.attributeName()) === 'cli',
  );
  const names = [...flags.map(({ long }) => String(long)), ...passedOver];
  if (names.length > 0) err(`Passed over, because Perdure has no use for it: ${names.join(', ')}.`);
}

function appsOfFile(named: string, { folder }: CliContext): PlannedApps {
  const given = resolve(folder, named);
  const isFolder = existsSync(given) && statSync(given).isDirectory();
  const path = isFolder ? join(given, RUN_FILE) : given;
  if (!existsSync(path)) {
    throw new AppError('invalid', `There is no run file ${isFolder ? join(named, RUN_FILE) : named}.`, {
      hint: 'Name one by --run-file, or start one app: perdure run --app-id orders -- npm run worker',
    });
  }
  return planFromRunFile({ file: named, path, text: readFileSync(path, 'utf8') });
}

function appIdOf(text: string): string {
  if (/^[A-Za-z0-9][\w.-]{0,127}$/.test(text)) return text;
  throw new InvalidArgumentError('Not an App ID of letters, digits, - _ .');
}
