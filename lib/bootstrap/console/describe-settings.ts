import type { AppSettings } from '@/lib/bootstrap/app-settings';
import type { Settings } from '@/lib/bootstrap/settings';
import { storeName } from '@/lib/bootstrap/store-place';
import { durationWords } from '@/lib/domain/duration-words';
import type { Setting, SettingGroup } from '@/lib/domain/setting';

type Retention = Settings['retention'];

/** Everything a process was started with, for people to read. Of tokens only their number is told. */
export function describeSettings(settings: Settings): readonly SettingGroup[] {
  return [
    { title: 'Store and addresses', settings: placesOf(settings) },
    { title: 'Sign-in to the console', settings: signInOf(settings) },
    { title: 'Retention of ended executions', settings: retentionOf('retention', settings.retention) },
    { title: 'Limits and time-outs', settings: limitsOf(settings) },
    { title: 'Filters', settings: [declaredOf(settings)] },
    ...settings.apps.map((app) => ({
      ...{ title: `App ${app.appId}`, appId: app.appId },
      settings: appOf(app, settings),
    })),
  ];
}

function placesOf(settings: Settings): readonly Setting[] {
  const { host, consolePort, grpcPort, httpPort, metricsPort, logLevel, logFormat, demo } = settings;
  const variable = settings.store.kind === 'sqlite' ? 'PERDURE_DATA_DIR' : 'DATABASE_URL';
  const port = (name: string, key: string, value: number): Setting => ({
    ...{ name, key, value: value === 0 ? 'any free port' : String(value) },
    variable: `PERDURE_${key.replace('Port', '_PORT').toUpperCase()}`,
  });
  return [
    {
      name: 'Store',
      key: variable === 'DATABASE_URL' ? 'databaseUrl' : 'dataDir',
      variable,
      value: storeName(settings.store),
    },
    { name: 'Listens on', key: 'host', variable: 'PERDURE_HOST', value: host },
    port('Console', 'consolePort', consolePort),
    port('gRPC, for workers and clients', 'grpcPort', grpcPort),
    port('Dapr HTTP API', 'httpPort', httpPort),
    port('Metrics', 'metricsPort', metricsPort),
    { name: 'Log', key: 'logLevel', variable: 'PERDURE_LOG_LEVEL', value: `${logLevel}, as ${logFormat}` },
    { name: 'Sample app', key: 'demo', variable: 'PERDURE_DEMO', value: demo ? 'may run' : 'off' },
  ];
}

/** Of passwords and of the client's secret nothing is told. */
function signInOf({ auth, publicUrl }: Settings): readonly Setting[] {
  const { users = [], oidc, session } = auth ?? {};
  const people = users.length === 0 ? 'none' : `${users.length}, not named here`;
  const address = { name: 'Address', key: 'publicUrl', variable: 'PERDURE_PUBLIC_URL', value: publicUrl ?? 'not set' };
  if (session === undefined)
    return [{ name: 'Who may come in', key: 'auth', value: 'everybody at this machine' }, address];
  const oneOf = (name: string, key: string, value: string): Setting => ({ name, key: `auth.oidc.${key}`, value });
  return [
    { name: 'Users with a password', key: 'auth.users', value: people },
    { name: 'Provider', key: 'auth.oidc.issuer', variable: 'PERDURE_AUTH_OIDC_ISSUER', value: oidc?.issuer ?? 'none' },
    ...(oidc === undefined
      ? []
      : [
          oneOf('Roles come from the claim', 'claim', oidc.claim),
          oneOf('Scopes asked for', 'scopes', oidc.scopes.join(' ')),
        ]),
    { name: 'Signed out without use after', key: 'auth.session.idle', value: durationWords(session.idle) },
    { name: 'Signed out in any case after', key: 'auth.session.absolute', value: durationWords(session.absolute) },
    address,
  ];
}

function retentionOf(key: string, retention: Retention): readonly Setting[] {
  const kept = (name: string, part: 'completed' | 'failed' | 'terminated'): Setting => {
    const ms = retention?.[part] ?? retention?.anyTerminal;
    return { name, key: `${key}.${part}`, value: ms === undefined ? 'for ever' : durationWords(ms) };
  };
  return [kept('Completed', 'completed'), kept('Failed', 'failed'), kept('Terminated', 'terminated')];
}

function declaredOf({ declaredPaths = [] }: Settings): Setting {
  const value = declaredPaths.length === 0 ? 'none' : declaredPaths.join(', ');
  return { name: 'Declared payload paths', key: 'declaredPaths', value };
}

function limitsOf({ maxPayload, maxHistory, uniqueInstanceIds, timeouts = {} }: Settings): readonly Setting[] {
  const bytes = (name: string, key: string, value: number | undefined): Setting => ({
    ...{ name, key, value: value === undefined ? 'no limit' : `${value.toLocaleString('en-US')} bytes` },
  });
  const span = (name: string, key: keyof typeof timeouts, usual: string): Setting => ({
    ...{ name, key: `timeouts.${key}` },
    value: timeouts[key] === undefined ? `${usual} (default)` : durationWords(timeouts[key]),
  });
  return [
    bytes('Largest payload', 'maxPayload', maxPayload),
    bytes('Largest history', 'maxHistory', maxHistory),
    {
      name: 'IDs of ended executions',
      key: 'uniqueInstanceIds',
      value: uniqueInstanceIds === true ? 'never taken again' : 'may be taken again',
    },
    span('A worker has for a turn', 'turn', '1 min'),
    span('A worker has for an activity', 'activity', 'no limit'),
    span('Work for an undeclared app waits', 'unknownApp', '1 min'),
    span('Terminate waits for the turn under way', 'terminateGrace', '5 s'),
    span('The lease of the store lasts', 'lease', '10 s'),
  ];
}

function appOf(app: AppSettings, { grpcPort, retention }: Settings): readonly Setting[] {
  const { appId, tokens, maxConcurrentWorkflows: turns, maxConcurrentActivities: activities } = app;
  const key = (name: string): string => `apps.${appId}.${name}`;
  const most = (name: string, own: string, value: number | undefined): Setting => ({
    ...{ name, key: key(own), value: value === undefined ? 'no limit' : String(value) },
  });
  const retries = Object.entries(app.activities ?? {}).flatMap(([name, { retry }]): Setting[] =>
    retry === undefined
      ? []
      : [
          {
            name: `Retry of ${name === '*' ? 'all other activities' : name}`,
            key: key(`activities.${name}.retry`),
            value: `${retry.maxAttempts} attempts`,
          },
        ],
  );
  return [
    {
      name: 'gRPC port',
      key: key('grpcPort'),
      value: app.grpcPort === undefined ? `${grpcPort} (shared)` : String(app.grpcPort),
    },
    {
      name: 'API tokens',
      key: key('apiTokens'),
      value: tokens.length === 0 ? 'none: everybody may call' : `${tokens.length}, not shown`,
    },
    most('Turns at one time', 'maxConcurrentWorkflows', turns),
    most('Activities at one time', 'maxConcurrentActivities', activities),
    ...retries,
    ...(app.retention === undefined ? [] : retentionOf(key('retention'), { ...retention, ...app.retention })),
  ];
}
