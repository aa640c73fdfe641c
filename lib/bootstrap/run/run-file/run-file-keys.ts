/** Keys that mean something, in `common` and for one app. */
const SHARED_KEYS = ['env', 'appProtocol', 'appLogDestination'] as const;
const APP_KEYS = [
  ...['appID', 'appDirPath', 'appPort', 'command', 'daprHTTPPort', 'daprGRPCPort', 'metricsPort'],
] as const;

/** Keys of Dapr for what Perdure has none of, or sets for all apps elsewhere. They are passed over. */
const PASSED_OVER_SHARED = [
  ...['configFilePath', 'apiListenAddresses', 'enableProfiling', 'logLevel', 'appMaxConcurrency'],
  ...['placementHostAddress', 'schedulerHostAddress', 'resourcesPath', 'resourcesPaths', 'componentsPath', 'appSSL'],
  ...['maxBodySize', 'readBufferSize', 'daprHTTPMaxRequestSize', 'daprHTTPReadBufferSize', 'enableAppHealthCheck'],
  ...['appHealthCheckPath', 'appHealthProbeInterval', 'appHealthProbeTimeout', 'appHealthThreshold'],
  ...['enableApiLogging', 'enableAPILogging', 'runtimePath', 'daprdLogDestination'],
] as const;
const PASSED_OVER_APP = [
  ...['appChannelAddress', 'profilePort', 'unixDomainSocket', 'daprInternalGRPCPort'],
  ...['containerImage', 'containerImagePullPolicy', 'createService'],
] as const;

export type KeysOf = { readonly known: readonly string[]; readonly passedOver: readonly string[] };

/** What may stand where in a run file of Dapr. */
export const RUN_FILE_KEYS: Readonly<Record<'file' | 'common' | 'app', KeysOf>> = {
  file: { known: ['version', 'common', 'apps'], passedOver: ['name', 'apiVersion', 'kind', 'metadata'] },
  common: { known: SHARED_KEYS, passedOver: PASSED_OVER_SHARED },
  app: { known: [...APP_KEYS, ...SHARED_KEYS], passedOver: [...PASSED_OVER_APP, ...PASSED_OVER_SHARED] },
};
