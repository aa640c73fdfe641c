import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { AppError } from '@/lib/domain/app-error';
import type { AppPlan } from './app-plan';

const ENDINGS = process.platform === 'win32' ? ['', '.exe', '.cmd', '.bat'] : [''];

/** Throws `invalid` for an app whose folder or command is not there. */
export function requireCommand(plan: AppPlan): void {
  const { appId, folder, command, env } = plan;
  if (!existsSync(folder)) {
    throw new AppError('invalid', `App "${appId}" cannot start: there is no folder ${folder}.`, {
      hint: 'Correct the path; in a run file it is appDirPath, relative to the file.',
    });
  }
  const [name] = command;
  if (name === undefined) return;
  const path = env['PATH'] ?? process.env['PATH'] ?? '';
  const places = /[\\/]/.test(name) ? [resolve(folder, name)] : path.split(delimiter).map((place) => join(place, name));
  if (!places.some((place) => ENDINGS.some((ending) => existsSync(place + ending)))) throw noCommand(plan);
}

/** The refusal of a command that is nowhere to be found. */
export function noCommand({ appId, command: [command = ''], folder }: AppPlan): AppError {
  const hint = Object.keys(scriptsOf(folder)).includes(command)
    ? `package.json has a script of that name: npm run ${command}`
    : 'Check its spelling, install it, or give its path; an environment such as a Python venv must be active.';
  return new AppError('invalid', `App "${appId}" cannot start: there is no command "${command}".`, { hint });
}

/** The scripts of a folder's package.json, by name. */
export function scriptsOf(folder: string): Readonly<Record<string, string>> {
  try {
    const { scripts } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
      scripts?: Record<string, string>;
    };
    return scripts ?? {};
  } catch {
    return {}; // no package.json, or one that npm would refuse as well
  }
}
