import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '@/lib/domain/app-error';
import { LOG_FORMATS, LOG_LEVELS } from '@/lib/telemetry/log';
import { readApps } from './app-listeners';
import { readAuth } from './auth-settings';
import { readAppSettings } from './app-settings';
import { HOST, HOST_NAME, isPublicUrl, PORT, PUBLIC_URL } from './config/config-schema';
import { loadConfig, type LoadedConfig } from './config/load-config';
import { receiveSettings } from './hand-on-settings';
import { refuseSharedPorts } from './port-claims';
import type { Environment, Settings } from './settings';
import { readStorePlace, type StorePlace } from './store-place';

const port = z
  .string()
  .refine((text) => /^\d{1,5}$/.test(text) && Number(text) <= 65_535, PORT)
  .transform(Number)
  .optional();

const SWITCH = { '0': false, false: false, '1': true, true: true } as const;

const environmentSchema = z.object({
  PERDURE_DATA_DIR: z.string().optional(),
  PERDURE_HOST: z.string().regex(HOST_NAME, HOST).optional(),
  PERDURE_CONSOLE_PORT: port,
  PERDURE_GRPC_PORT: port,
  PERDURE_HTTP_PORT: port,
  PERDURE_METRICS_PORT: port,
  PERDURE_PUBLIC_URL: z.string().refine(isPublicUrl, PUBLIC_URL).optional(),
  PERDURE_DEMO: z
    .enum(['0', '1', 'false', 'true'], '0 or 1')
    .transform((value) => SWITCH[value])
    .optional(),
  PERDURE_LOG_FORMAT: z.enum(LOG_FORMATS, `one of ${LOG_FORMATS.join(', ')}`).optional(),
  PERDURE_LOG_LEVEL: z.enum(LOG_LEVELS, `one of ${LOG_LEVELS.join(', ')}`).optional(),
});

/**
 * Reads the settings: from the environment, else from the configuration file of the folder, else the default. Empty
 * variables count as absent. A process that Perdure itself started gets them from the one that started it. Throws
 * `invalid` naming the setting, its value and what is allowed.
 */
export function readSettings(env: Environment, folder: string = process.cwd()): Settings {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const received = receiveSettings(given);
  if (received !== undefined) return received;
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) throw notAllowed(parsed.error.issues[0], given);
  const settings = settled(parsed.data, given, loadConfig(folder, given.PERDURE_CONFIG));
  refuseSharedPorts(settings);
  return settings;
}

function settled(
  values: z.output<typeof environmentSchema>,
  env: Environment,
  { file, config }: LoadedConfig,
): Settings {
  const publicUrl = values.PERDURE_PUBLIC_URL ?? config.publicUrl;
  const dataDir = firstOf(values.PERDURE_DATA_DIR, config.dataDir, './data');
  const { retention, declaredPaths, uniqueInstanceIds, maxPayload, maxHistory, timeouts } = config;
  return {
    dataDir,
    store: firstOf<StorePlace>(
      readStorePlace(env.DATABASE_URL),
      readStorePlace(config.databaseUrl, `${file}: databaseUrl`),
      { kind: 'sqlite', path: join(dataDir, 'perdure.db') },
    ),
    host: firstOf(values.PERDURE_HOST, config.host, '127.0.0.1'),
    consolePort: firstOf(values.PERDURE_CONSOLE_PORT, config.consolePort, 3000),
    grpcPort: firstOf(values.PERDURE_GRPC_PORT, config.grpcPort, 50_001),
    httpPort: firstOf(values.PERDURE_HTTP_PORT, config.httpPort, 3500),
    metricsPort: firstOf(values.PERDURE_METRICS_PORT, config.metricsPort, 9464),
    apps: readAppSettings({ listeners: readApps(env.PERDURE_APPS), config, file, env }),
    publicUrl,
    auth: readAuth({ config: config.auth, file, env, publicUrl }),
    demo: firstOf(values.PERDURE_DEMO, config.demo, true),
    logLevel: firstOf(values.PERDURE_LOG_LEVEL, config.logLevel, 'info'),
    logFormat: firstOf(values.PERDURE_LOG_FORMAT, config.logFormat, 'text'),
    ...{ retention, declaredPaths, uniqueInstanceIds, maxPayload, maxHistory, timeouts },
  };
}

function firstOf<Value>(inEnvironment: Value | undefined, inFile: Value | undefined, usual: Value): Value {
  return inEnvironment ?? inFile ?? usual;
}

function notAllowed(issue: z.core.$ZodIssue | undefined, given: Environment): AppError {
  const name = String(issue?.path[0]);
  return new AppError('invalid', `${name} is "${given[name]}". Allowed: ${issue?.message}.`, {
    hint: `Set ${name} to an allowed value, or remove it for the default.`,
  });
}
