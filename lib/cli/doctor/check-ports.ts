import { reachableHost } from '@/lib/bootstrap/reachable-host';
import type { Settings } from '@/lib/bootstrap/settings';
import { claimPort } from '@/lib/bootstrap/supervisor/free-port';
import type { PublicAddresses } from '@/lib/bootstrap/supervisor/start-perdure';
import type { Finding } from './finding';

const PATIENCE_MS = 1_000;

type Door = { readonly title: string; readonly port: number; readonly variable: string };

/** Whether each port can be had, or who answers there; `running`: where the Perdure of this data folder is. */
export async function checkPorts(
  settings: Settings,
  running: PublicAddresses | undefined,
): Promise<readonly Finding[]> {
  const own = new Set(Object.values(running ?? {}).map((address) => Number(/:(\d+)(?=\/|$)/.exec(address)?.[1])));
  return Promise.all(
    doorsOf(settings).map(async ({ title, port, variable }): Promise<Finding> => {
      const about = `Port of the ${title}`;
      if (port === 0) return { level: 'ok', about, says: 'any free one' };
      if (own.has(port)) return { level: 'ok', about, says: `${port}, Perdure answers` };
      const isFree = await claimPort(settings.host, port, variable).then(Boolean, () => false);
      if (isFree) return { level: 'ok', about, says: `${port}, free` };
      const who = await whoAnswers(`http://${reachableHost(settings.host)}:${port}`);
      return {
        ...{ level: 'problem', about, says: `${port} cannot be had: ${who}` },
        fix: `Stop what uses it, or set ${variable} to another port (0 takes any free one).`,
      };
    }),
  );
}

function doorsOf({ consolePort, grpcPort, httpPort, metricsPort, apps }: Settings): readonly Door[] {
  const own = apps.flatMap((app): Door[] =>
    app.grpcPort === undefined
      ? []
      : [{ title: `app ${app.appId}`, port: app.grpcPort, variable: `apps.${app.appId}.grpcPort` }],
  );
  const shared: Door = { title: 'gRPC listener', port: grpcPort, variable: 'PERDURE_GRPC_PORT' };
  return [
    { title: 'console', port: consolePort, variable: 'PERDURE_CONSOLE_PORT' },
    ...(apps.some((app) => app.grpcPort === undefined) ? [shared] : []),
    { title: 'Dapr HTTP API', port: httpPort, variable: 'PERDURE_HTTP_PORT' },
    { title: 'metrics', port: metricsPort, variable: 'PERDURE_METRICS_PORT' },
    ...own,
  ];
}

/** What listens at an address, as far as it says. */
async function whoAnswers(url: string): Promise<string> {
  const ask = async (path: string): Promise<unknown> => {
    const answer = await fetch(`${url}${path}`, { signal: AbortSignal.timeout(PATIENCE_MS) }).catch(() => undefined);
    return answer?.ok === true ? answer.json().catch(() => undefined) : undefined;
  };
  const console = await ask('/api/v1/runtime');
  if (isObject(console) && 'store' in console) return `the console of another Perdure, over ${String(console.store)}`;
  const sidecar = await ask('/v1.0/metadata');
  if (isObject(sidecar) && 'id' in sidecar)
    return `the Dapr HTTP API of app "${String(sidecar.id)}" of another process`;
  return 'another process has it';
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
