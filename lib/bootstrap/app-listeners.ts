import { AppError } from '@/lib/domain/app-error';

/** One app and the ports it is reached by; `httpPort` only for an app with a Dapr HTTP API of its own. */
export type AppListener = {
  readonly appId: string;
  readonly grpcPort: number;
  readonly httpPort?: number | undefined;
};

const ALLOWED = 'a list like orders=50001,billing=50002 (App ID: letters, digits, - _ . ; port: 0 to 65535)';

/** Reads `PERDURE_APPS`, which gives apps a listener each. Undefined when the variable is absent. Throws `invalid`. */
export function readApps(text: string | undefined): readonly [AppListener, ...AppListener[]] | undefined {
  if (text === undefined) return undefined;
  const [first, ...others] = text.split(',').map((entry) => readApp(entry.trim(), text));
  if (first === undefined) throw refused(text, 'it is empty');
  const apps: [AppListener, ...AppListener[]] = [first, ...others];
  const twice = apps.find((app, index) => apps.findIndex(({ appId }) => appId === app.appId) !== index);
  if (twice !== undefined) throw refused(text, `App ID "${twice.appId}" is given twice`);
  return apps;
}

function readApp(entry: string, text: string): AppListener {
  const [, appId = '', port = ''] = /^([A-Za-z0-9][\w.-]{0,127})\s*=\s*(\d{1,5})$/.exec(entry) ?? [];
  if (appId === '' || Number(port) > 65_535) throw refused(text, `"${entry}" is not an App ID and a port`);
  return { appId, grpcPort: Number(port) };
}

function refused(text: string, why: string): AppError {
  return new AppError('invalid', `PERDURE_APPS is "${text}": ${why}. Allowed: ${ALLOWED}.`, {
    hint: 'Remove PERDURE_APPS to serve one app, "default", on PERDURE_GRPC_PORT.',
  });
}
