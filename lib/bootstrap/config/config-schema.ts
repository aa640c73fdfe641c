import { z } from 'zod';
import { declarablePath, MOST_DECLARED } from '@/lib/domain/declared-path';
import { LOG_FORMATS, LOG_LEVELS } from '@/lib/telemetry/log';
import { auth } from './auth-schema';
import { sizeBytes } from './quantity';
import { duration, flag, positiveDuration, section, text } from './schema-parts';

// The message of each part says what is allowed there; `configRefusal` makes a sentence of it.

/** How an address to listen on may be written, and how that is said. */
export const HOST_NAME = /^[\w.:-]+$/;
export const HOST = 'a host name or an IP address without a port, for example 127.0.0.1 or 0.0.0.0';

export const PUBLIC_URL = 'an address like https://perdure.example.com, without a path';

/** An http or https address with nothing after the host and port. */
export function isPublicUrl(text: string): boolean {
  return /^https?:\/\/[^/?#@\s]+$/.test(text) && URL.canParse(text);
}

const WHOLE = 'a whole number of at least 1';
export const PORT = 'a port number from 0 to 65535 (0: any free port)';
const SIZE = 'a number of bytes, or a text like 64KiB or 4MiB';
const TOKEN = 'a text of visible ASCII characters, or env:NAME for the value of an environment variable';

const port = z.int(PORT).min(0, PORT).max(65_535, PORT);
const count = z.int(WHOLE).min(1, WHOLE);
const size = z
  .custom<number | string>((value) => (sizeBytes(value) ?? 0) > 0, `${SIZE}, above zero`)
  .transform((value) => sizeBytes(value) ?? 0);

function named<Entry extends z.core.SomeType>(entry: Entry) {
  return z.record(text, entry, { error: ({ code }) => (code === 'invalid_type' ? 'an object' : undefined) });
}

const retention = section({
  anyTerminal: duration.optional(),
  completed: duration.optional(),
  failed: duration.optional(),
  terminated: duration.optional(),
});

const BACKOFF = 'a number of at least 1';

const retry = section({
  maxAttempts: count,
  firstInterval: duration.optional(),
  backoff: z.number(BACKOFF).min(1, BACKOFF).optional(),
  maxInterval: duration.optional(),
  nonRetriableErrors: z.array(text, 'a list of error types').optional(),
});

const activities = named(section({ maxConcurrent: count.optional(), retry: retry.optional() })).superRefine(
  ({ '*': every }, context) => {
    if (every?.maxConcurrent === undefined) return;
    const message = 'a bound per activity name; maxConcurrentActivities bounds all of them together';
    context.addIssue({ code: 'custom', path: ['*', 'maxConcurrent'], message });
  },
);

/** What an App ID may look like. */
const APP_ID = /^[A-Za-z0-9][\w.-]{0,127}$/;

const app = section({
  grpcPort: port.optional(),
  httpPort: port.optional(),
  apiTokens: z.array(z.string(TOKEN).regex(/^[\x21-\x7e]+$/, TOKEN), 'a list of texts').optional(),
  maxConcurrentWorkflows: count.optional(),
  maxConcurrentActivities: count.optional(),
  workflows: named(section({ maxConcurrent: count.optional() })).optional(),
  activities: activities.optional(),
  retention: retention.optional(),
});

const PATH = 'a place in input, output or customStatus, such as input.customer.id or output.lines[0].sku';

const declaredPaths = z
  .array(
    z
      .string(PATH)
      .refine((path) => declarablePath(path) !== undefined, PATH)
      .transform((path) => declarablePath(path) ?? path),
    'a list of texts',
  )
  .max(MOST_DECLARED, `at most ${MOST_DECLARED} paths`)
  .transform((paths) => [...new Set(paths)]);

/** What a configuration file may say. Durations come out in milliseconds, sizes in bytes. */
export const configSchema = section({
  dataDir: text.optional(),
  databaseUrl: text.optional(),
  host: z.string(HOST).regex(HOST_NAME, HOST).optional(),
  consolePort: port.optional(),
  grpcPort: port.optional(),
  httpPort: port.optional(),
  metricsPort: port.optional(),
  publicUrl: z.string(PUBLIC_URL).refine(isPublicUrl, PUBLIC_URL).optional(),
  auth: auth.optional(),
  demo: flag.optional(),
  logLevel: z.enum(LOG_LEVELS, `one of ${LOG_LEVELS.join(', ')}`).optional(),
  logFormat: z.enum(LOG_FORMATS, `one of ${LOG_FORMATS.join(', ')}`).optional(),
  apps: z
    .record(z.string().regex(APP_ID, 'an App ID of letters, digits, - _ . as key'), app, {
      error: ({ code }) => (code === 'invalid_type' ? 'an object with an App ID for each key' : undefined),
    })
    .optional(),
  retention: retention.optional(),
  declaredPaths: declaredPaths.optional(),
  uniqueInstanceIds: flag.optional(),
  maxPayload: size.optional(),
  maxHistory: size.optional(),
  timeouts: section({
    turn: positiveDuration.optional(),
    activity: positiveDuration.optional(),
    unknownApp: duration.optional(),
    terminateGrace: duration.optional(),
    lease: positiveDuration.optional(),
  }).optional(),
});

/** A configuration file as people write it: `export default { … } satisfies PerdureConfig`. */
export type PerdureConfig = z.input<typeof configSchema>;

/** The same, checked and in plain units. */
export type Config = z.output<typeof configSchema>;
