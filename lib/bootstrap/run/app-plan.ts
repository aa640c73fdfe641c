/** Where an app's output goes; a file lies in `.dapr/logs` of the app's folder. */
export const LOG_DESTINATIONS = ['console', 'file', 'fileAndConsole'] as const;

/** One app that Perdure starts and gives an identity. */
export type AppPlan = {
  readonly appId: string;
  /** Empty: the app is started by somebody else, and only its address is served. */
  readonly command: readonly string[];
  /** Where the command runs. */
  readonly folder: string;
  /** What the app listens on itself; absent: nothing. */
  readonly appPort?: number | undefined;
  readonly appProtocol: string;
  /** Ports by which it is reached from outside; 0: any free one. */
  readonly grpcPort: number;
  readonly httpPort: number;
  /** What the app is told in `DAPR_METRICS_PORT`; absent: where the runtime's metrics are. */
  readonly metricsPort?: number | undefined;
  readonly env: Readonly<Record<string, string>>;
  readonly logTo: (typeof LOG_DESTINATIONS)[number];
};
