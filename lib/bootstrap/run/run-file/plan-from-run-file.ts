import { basename, dirname, resolve } from 'node:path';
import { AppError } from '@/lib/domain/app-error';
import type { AppPlan } from '../app-plan';
import { parseRunFile } from './parse-run-file';
import type { RunFile } from './run-file-schema';

export type RunFileSource = {
  /** As it is named in messages. */
  readonly file: string;
  /** Its whole path; folders in it are relative to this file. */
  readonly path: string;
  readonly text: string;
};

export type PlannedApps = { readonly apps: readonly AppPlan[]; readonly passedOver: readonly string[] };

/**
 * The apps of one of Dapr's multi-app run files, and the keys in it that mean nothing here. Throws `invalid`, with file and line,
 * for what cannot be used.
 */
export function planFromRunFile({ file, path, text }: RunFileSource): PlannedApps {
  const { value, passedOver } = parseRunFile(text, file);
  const apps = value.apps.map((app) => planOf(app, value.common ?? {}, dirname(path)));
  const twice = apps.find(({ appId }, index) => apps.findIndex((app) => app.appId === appId) !== index);
  if (twice === undefined) return { apps, passedOver };
  throw new AppError('invalid', `${file}: App ID "${twice.appId}" is given to two apps.`, {
    hint: 'Give each app an appID of its own.',
  });
}

type SharedPart = NonNullable<RunFile['common']>;

function planOf(app: RunFile['apps'][number], common: SharedPart, base: string): AppPlan {
  const folder = resolve(base, app.appDirPath);
  const port = (value: number | undefined): number => (value === undefined || value < 0 ? 0 : value);
  const set = (value: number | undefined): number | undefined => (port(value) === 0 ? undefined : value);
  return {
    appId: app.appID ?? basename(folder),
    command: app.command ?? [],
    folder,
    appPort: set(app.appPort),
    appProtocol: app.appProtocol ?? common.appProtocol ?? 'http',
    ...{ grpcPort: port(app.daprGRPCPort), httpPort: port(app.daprHTTPPort), metricsPort: set(app.metricsPort) },
    env: { ...common.env, ...app.env },
    logTo: app.appLogDestination ?? common.appLogDestination ?? 'console',
  };
}
