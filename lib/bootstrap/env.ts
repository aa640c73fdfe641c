import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '@/lib/domain/app-error';
import { LOG_LEVELS, type LogLevel } from '@/lib/telemetry/log';
import { readApps, type AppListener } from './app-listeners';
import { readStorePath } from './store-path';

/** Everything Perdure can be told from outside. Port 0 asks for any free port. */
export type Settings = {
  readonly dataDir: string;
  /** File of the SQLite store. */
  readonly storePath: string;
  readonly host: string;
  readonly consolePort: number;
  /** The Dapr HTTP API, served for the first app. */
  readonly httpPort: number;
  /** `GET /metrics` for Prometheus. */
  readonly metricsPort: number;
  /** One gRPC listener per App ID; there is always at least one. */
  readonly apps: readonly [AppListener, ...AppListener[]];
  /** Whether the sample worker and sample executions may appear. */
  readonly demo: boolean;
  readonly logLevel: LogLevel;
};

/** The environment as Node gives it. */
export type Environment = Readonly<Record<string, string | undefined>>;

const port = (fallback: number) =>
  z
    .string()
    .default(String(fallback))
    .refine(
      (text) => /^\d{1,5}$/.test(text) && Number(text) <= 65_535,
      'a port number from 0 to 65535 (0: any free port)',
    )
    .transform(Number);

const SWITCH = { '0': false, false: false, '1': true, true: true } as const;

const environmentSchema = z.object({
  PERDURE_DATA_DIR: z.string().default('./data'),
  PERDURE_HOST: z
    .string()
    .regex(/^[\w.:-]+$/, 'a host name or an IP address without a port, for example 127.0.0.1 or 0.0.0.0')
    .default('127.0.0.1'),
  PERDURE_CONSOLE_PORT: port(3000),
  PERDURE_GRPC_PORT: port(50_001),
  PERDURE_HTTP_PORT: port(3500),
  PERDURE_METRICS_PORT: port(9464),
  PERDURE_DEMO: z.enum(['0', '1', 'false', 'true'], '0 or 1').default('1'),
  PERDURE_LOG_LEVEL: z.enum(LOG_LEVELS, `one of ${LOG_LEVELS.join(', ')}`).default('info'),
});

/** Reads the settings. Empty variables count as absent. Throws `invalid` naming the variable, its value and what is allowed. */
export function readSettings(env: Environment): Settings {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) throw notAllowed(parsed.error.issues[0], given);
  const values = parsed.data;
  const settings: Settings = {
    dataDir: values.PERDURE_DATA_DIR,
    storePath: readStorePath(given.DATABASE_URL) ?? join(values.PERDURE_DATA_DIR, 'perdure.db'),
    host: values.PERDURE_HOST,
    consolePort: values.PERDURE_CONSOLE_PORT,
    httpPort: values.PERDURE_HTTP_PORT,
    metricsPort: values.PERDURE_METRICS_PORT,
    apps: readApps(given.PERDURE_APPS) ?? [{ appId: 'default', grpcPort: values.PERDURE_GRPC_PORT }],
    demo: SWITCH[values.PERDURE_DEMO],
    logLevel: values.PERDURE_LOG_LEVEL,
  };
  refuseSharedPorts(settings);
  return settings;
}

function notAllowed(issue: z.core.$ZodIssue | undefined, given: Environment): AppError {
  const name = String(issue?.path[0]);
  return new AppError('invalid', `${name} is "${given[name]}". Allowed: ${issue?.message}.`, {
    hint: `Set ${name} to an allowed value, or remove it for the default.`,
  });
}

function refuseSharedPorts({ consolePort, httpPort, metricsPort, apps }: Settings): void {
  const owners = new Map<number, string>();
  const claims: [string, number][] = [
    ['PERDURE_CONSOLE_PORT', consolePort],
    ['PERDURE_HTTP_PORT', httpPort],
    ['PERDURE_METRICS_PORT', metricsPort],
    ...apps.map(({ appId, grpcPort }): [string, number] => [`the gRPC port of app "${appId}"`, grpcPort]),
  ];
  for (const [owner, number] of claims) {
    const other = number === 0 ? undefined : owners.get(number);
    if (other !== undefined) {
      throw new AppError('invalid', `${other} and ${owner} are both ${number}. Allowed: a port of its own for each.`, {
        hint: 'Give one of them another port. gRPC ports are set by PERDURE_GRPC_PORT or PERDURE_APPS.',
      });
    }
    owners.set(number, owner);
  }
}
