import type { AppListener } from './app-listeners';
import type { Environment, Settings } from './settings';

/** Carries settings from one process of Perdure to another; people use the variables and the file instead. */
const HANDED_ON = 'PERDURE_SETTINGS';

/** Which ports a running runtime got. */
export type ActualPorts = {
  readonly apps: readonly AppListener[];
  readonly httpPort: number;
  readonly metricsPort: number;
};

/**
 * The environment that makes another process read these very settings, whatever the file says by then. It holds the
 * tokens: for processes of Perdure only.
 */
export function handOnSettings(settings: Settings): Record<string, string> {
  return { [HANDED_ON]: JSON.stringify(settings) };
}

/** The settings that `handOnSettings` put there, if it did. */
export function receiveSettings(env: Environment): Settings | undefined {
  const text = env[HANDED_ON];
  // Safe: the same version of this code wrote it.
  return text === undefined ? undefined : (JSON.parse(text) as Settings);
}

/** The settings with the ports that the runtime really got in place of those asked for. */
export function withPorts(settings: Settings, { apps, httpPort, metricsPort }: ActualPorts): Settings {
  const [first, ...others] = settings.apps;
  const actual = (app: Settings['apps'][0]): Settings['apps'][0] => {
    const got = apps.find(({ appId }) => appId === app.appId);
    return {
      ...app,
      grpcPort: app.grpcPort === undefined ? undefined : (got?.grpcPort ?? app.grpcPort),
      httpPort: app.httpPort === undefined ? undefined : (got?.httpPort ?? app.httpPort),
    };
  };
  const shared = settings.apps.find(({ grpcPort }) => grpcPort === undefined);
  const sharedPort = apps.find(({ appId }) => appId === shared?.appId)?.grpcPort;
  return {
    ...settings,
    ...{ httpPort, metricsPort, grpcPort: sharedPort ?? settings.grpcPort },
    apps: [actual(first), ...others.map(actual)],
  };
}
