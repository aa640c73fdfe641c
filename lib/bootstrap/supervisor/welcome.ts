import type { Settings } from '../settings';
import { storeName } from '../store-place';
import type { RuntimeAddresses } from './runtime-child';

export type WelcomeFacts = {
  readonly url: string;
  readonly settings: Settings;
  readonly addresses: RuntimeAddresses;
  /** Where the sample app writes; absent when it does not run. */
  readonly sampleLog: string | undefined;
};

/** What `npm start` prints once everything answers: for people, then one line for scripts. */
export function welcome({ url, settings, addresses, sampleLog }: WelcomeFacts): string {
  const grpc = addresses.apps.map(({ grpcPort }) => `${settings.host}:${grpcPort}`);
  const http = `http://${settings.host}:${addresses.httpPort}`;
  const metrics = `http://${settings.host}:${addresses.metricsPort}/metrics`;
  const [first] = addresses.apps;
  const guarded = new Set(settings.apps.filter(({ tokens }) => tokens.length > 0).map(({ appId }) => appId));
  const asks = (appId: string): string => (guarded.has(appId) ? `App ID ${appId}, with its token` : `App ID ${appId}`);
  const apps = addresses.apps.map(({ appId, grpcPort }) => `${settings.host}:${grpcPort} (${asks(appId)})`);
  const token = first !== undefined && guarded.has(first.appId) ? 'DAPR_API_TOKEN=… ' : '';
  const sample =
    sampleLog === undefined ? 'Sample app    off (PERDURE_DEMO=0)' : `Sample app    running, its output: ${sampleLog}`;
  return [
    '',
    `Console       ${url}`,
    `Workers       ${apps.join(', ')} over gRPC`,
    `Dapr HTTP API ${http}`,
    `Metrics       ${metrics}`,
    `Store         ${storeName(settings.store)}`,
    sample,
    '',
    'Connect your own app: start it with the address above, nothing else changes.',
    `  ${token}DAPR_GRPC_PORT=${first?.grpcPort ?? 50_001} DAPR_HTTP_PORT=${addresses.httpPort} npm run worker`,
    'Stop with Ctrl-C.',
    '',
    `perdure ready ${JSON.stringify({ console: url, grpc: grpc[0], http, metrics })}`,
  ].join('\n');
}
