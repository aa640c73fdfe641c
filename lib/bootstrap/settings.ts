import type { StateStoreTarget } from '@/lib/dapr/component/state-store-target';
import type { LogFormat, LogLevel } from '@/lib/telemetry/log';
import type { AuthSettings } from './auth-settings';
import type { AppSettings } from './app-settings';
import type { Config } from './config/config-schema';
import type { StorePlace } from './store-place';

/** Everything Perdure can be told from outside. Port 0 asks for any free port. Times in milliseconds, sizes in bytes. */
export type Settings = {
  readonly dataDir: string;
  readonly store: StorePlace;
  readonly host: string;
  readonly consolePort: number;
  /** The gRPC listener of all apps that have none of their own. */
  readonly grpcPort: number;
  /** The Dapr HTTP API: of the first app, and of every app by its token. */
  readonly httpPort: number;
  /** `GET /metrics` for Prometheus. */
  readonly metricsPort: number;
  /** There is always at least one. */
  readonly apps: readonly [AppSettings, ...AppSettings[]];
  /** Whether the sample worker and sample executions may appear. */
  readonly demo: boolean;
  /** Where people reach the console, when that is not where it listens: behind a proxy. */
  readonly publicUrl: string | undefined;
  /** Absent: nobody has to sign in to the console. */
  readonly auth: AuthSettings | undefined;
  readonly logLevel: LogLevel;
  readonly logFormat: LogFormat;
  /** There when the store mirrors a Dapr cluster. */
  readonly attached?: AttachedCluster | undefined;
} & Pick<Config, 'retention' | 'declaredPaths' | 'uniqueInstanceIds' | 'maxPayload' | 'maxHistory' | 'timeouts'>;

/** The Dapr cluster that a console stands on. It may hold a password: for processes of Perdure only. */
export type AttachedCluster = {
  /** Absent: the sidecars are all that there is to read. */
  readonly target?: StateStoreTarget | undefined;
  /** Those that Perdure was started with. */
  readonly sidecars: readonly SidecarSettings[];
  /** Those of this machine belong to it too. */
  readonly discovers?: boolean | undefined;
};

/** How the sidecar of an app is reached. */
export type SidecarSettings = {
  readonly appId: string;
  /** host:port of its gRPC door. */
  readonly address: string;
  /** Never to be logged. */
  readonly token?: string | undefined;
  /** `ca`: certificates as PEM. */
  readonly tls?: { readonly ca?: string | undefined } | undefined;
};

/** The environment as Node gives it. */
export type Environment = Readonly<Record<string, string | undefined>>;
