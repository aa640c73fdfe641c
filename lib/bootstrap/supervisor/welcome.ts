import type { Settings } from '../settings';
import { storeName } from '../store-place';
import type { RuntimeAddresses } from './runtime-child';
import type { RunningPerdure } from './start-perdure';

export type WelcomeFacts = {
  readonly settings: Settings;
  readonly perdure: Pick<RunningPerdure, 'addresses' | 'runtime'>;
  /** Where the sample app writes, or that it was switched off; absent where there is none. */
  readonly sample?: string;
  /** True where apps are connected by whoever prints this. */
  readonly isBrief?: boolean;
};

/** What is printed once everything answers: for people, then one line for scripts. */
export function welcome({ settings, perdure: { addresses, runtime }, sample, isBrief }: WelcomeFacts): string {
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['Console', addresses.console],
    ['Workers', runtime === undefined ? undefined : `${workersText(settings, runtime)} over gRPC`],
    ['Dapr HTTP API', addresses.http],
    ['Metrics', addresses.metrics],
    ['Store', storeName(settings.store)],
    ['Sample app', sample === 'off' ? 'off (PERDURE_DEMO=0)' : sample && `running, its output: ${sample}`],
  ];
  return [
    '',
    ...facts.flatMap(([name, text]) => (text === undefined ? [] : [`${name.padEnd(13)} ${text}`])),
    '',
    ...(runtime === undefined || isBrief === true ? [] : howToConnect(settings, runtime)),
    'Stop with Ctrl-C.',
    '',
    readyLine(addresses),
  ].join('\n');
}

/** The line that scripts wait for. */
function readyLine(addresses: WelcomeFacts['perdure']['addresses']): string {
  const { console, grpc, http, metrics } = addresses;
  return `perdure ready ${JSON.stringify({ console, grpc, http, metrics })}`;
}

function workersText(settings: Settings, { apps }: RuntimeAddresses): string {
  const asks = (appId: string): string =>
    asksToken(settings, appId) ? `App ID ${appId}, with its token` : `App ID ${appId}`;
  return apps.map(({ appId, grpcPort }) => `${settings.host}:${grpcPort} (${asks(appId)})`).join(', ');
}

function asksToken({ apps }: Settings, appId: string): boolean {
  return apps.some((app) => app.appId === appId && app.tokens.length > 0);
}

function howToConnect(settings: Settings, { apps: [first], httpPort }: RuntimeAddresses): readonly string[] {
  const token = first !== undefined && asksToken(settings, first.appId) ? 'DAPR_API_TOKEN=… ' : '';
  return [
    'Connect your own app: start it with the address above, nothing else changes.',
    `  ${token}DAPR_GRPC_PORT=${first?.grpcPort ?? 50_001} DAPR_HTTP_PORT=${httpPort} npm run worker`,
  ];
}
