import { SEAT_HOST } from '../seat';
import type { AppSeat } from '../supervisor/start-perdure';
import type { AppPlan } from './app-plan';

/** Where an app is told to connect to; `host` is absent for listeners of this machine. */
export type AppPlace = AppSeat & { readonly host?: string; readonly metricsPort?: number | undefined };

/**
 * The variables of an app's process, as `dapr run` sets them: what SDKs read, then what the app's own settings say. A token of
 * whoever started Perdure is not handed on to an app that has none.
 */
export function appEnvironment(plan: AppPlan, place: AppPlace): Readonly<Record<string, string | undefined>> {
  const { grpcPort, httpPort, token, host = SEAT_HOST } = place;
  const metricsPort = plan.metricsPort ?? place.metricsPort;
  const isServer = plan.appPort !== undefined;
  return {
    APP_ID: plan.appId,
    APP_PROTOCOL: plan.appProtocol,
    APP_PORT: isServer ? String(plan.appPort) : undefined,
    APP_CHANNEL_ADDRESS: isServer ? SEAT_HOST : undefined,
    DAPR_GRPC_PORT: String(grpcPort),
    DAPR_HTTP_PORT: String(httpPort),
    // Without a scheme: every SDK takes it so, and some warn of `http`.
    DAPR_GRPC_ENDPOINT: `${host}:${grpcPort}`,
    DAPR_HTTP_ENDPOINT: `http://${host}:${httpPort}`,
    DAPR_METRICS_PORT: metricsPort === undefined ? undefined : String(metricsPort),
    DAPR_API_TOKEN: token,
    // Python holds back what it prints into a pipe.
    PYTHONUNBUFFERED: '1',
    ...plan.env,
  };
}
