import type { Command } from 'commander';
import { workersSchema } from '@/lib/api/schemas';
import { AppError } from '@/lib/domain/app-error';
import type { InstanceRef } from '@/lib/domain/instance';
import type { ConsoleClient } from './console-client';

const DEFAULT_APP = 'default';

/** Options of every command on one instance. */
export type AppOptions = { readonly appId?: string };

/** Adds `--app-id`. */
export function withAppId(command: Command): Command {
  return command.option('-a, --app-id <id>', 'its App ID (default: the only app there is, else "default")');
}

/** The App ID that an option names, else the only one the console knows, else `default`. Throws `invalid` when it may be any. */
export async function appIdOf({ appId }: AppOptions, client: ConsoleClient): Promise<string> {
  if (appId !== undefined) return appId;
  const { apps } = await client.get(workersSchema, '/api/v1/workers');
  const all = apps.filter(({ state }) => state !== 'undeclared').map((app) => app.appId);
  const [only = DEFAULT_APP] = all;
  if (all.length <= 1) return only;
  if (all.includes(DEFAULT_APP)) return DEFAULT_APP;
  throw new AppError('invalid', `There are ${all.length} apps: ${all.toSorted().join(', ')}.`, {
    hint: 'Say which one by --app-id.',
  });
}

/** The instance that an argument and `--app-id` name. */
export async function refOf(instanceId: string, options: AppOptions, client: ConsoleClient): Promise<InstanceRef> {
  if (instanceId.trim() === '') throw new AppError('invalid', 'The instance ID is empty.');
  return { appId: await appIdOf(options, client), instanceId };
}
