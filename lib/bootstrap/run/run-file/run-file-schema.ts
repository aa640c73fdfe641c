import { z } from 'zod';
import { LOG_DESTINATIONS } from '../app-plan';

// The message of each part says what is allowed there.

const TEXT = 'a text that is not empty';
const PORT = 'a port number from 0 to 65535';
const ENV = 'names with a text, a number, true or false each';
const PROTOCOLS = ['http', 'grpc', 'https', 'grpcs', 'h2c'] as const;

const text = z.string(TEXT).min(1, TEXT);
/** Dapr writes what is not set as -1. */
const port = z.int(PORT).min(-1, PORT).max(65_535, PORT);
const scalar = z.union([z.string(), z.number(), z.boolean()], ENV).transform(String);

const shared = {
  env: z.record(z.string(), scalar, ENV).nullish(),
  appProtocol: z.enum(PROTOCOLS, `one of ${PROTOCOLS.join(', ')}`).optional(),
  appLogDestination: z.enum(LOG_DESTINATIONS, `one of ${LOG_DESTINATIONS.join(', ')}`).optional(),
};

const app = z.object(
  {
    ...shared,
    appID: text.regex(/^[A-Za-z0-9][\w.-]{0,127}$/, 'an App ID of letters, digits, - _ .').optional(),
    appDirPath: text,
    appPort: port.optional(),
    command: z.array(text, 'a list of texts: the command and its arguments').min(1, 'at least the command').optional(),
    daprHTTPPort: port.optional(),
    daprGRPCPort: port.optional(),
    metricsPort: port.optional(),
  },
  'an app',
);

/** What a run file says, where Perdure minds it. */
export const runFileSchema = z.object(
  {
    version: z.literal(1, '1'),
    common: z.object(shared, 'a group of keys').nullish(),
    apps: z.array(app, 'a list of apps').min(1, 'at least one app'),
  },
  'a run file: version, common and apps',
);

export type RunFile = z.infer<typeof runFileSchema>;
