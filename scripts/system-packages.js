// Programs of the machine: where they are, and how Debian's packages bring the ones that are missing.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runCommand } from './run-command.js';

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Looks a program up in the path.
 * @param {string} program its file name
 * @returns {string | undefined} path of the executable
 */
export function inPath(program) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.map((folder) => join(folder, program)).find(isExecutable);
}

/** Whether packages can be installed: on a Linux with apt-get, as root. */
export const canInstallPackages = () =>
  process.platform === 'linux' && process.getuid?.() === 0 && inPath('apt-get') !== undefined;

/**
 * Installs packages of the system; call it only when `canInstallPackages`.
 * @param {string[]} packages
 * @returns {Promise<{ ok: boolean, output: string, seconds: number }>} see runCommand
 */
export async function installPackages(packages) {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await runCommand(['apt-get', 'update'], { env, timeoutSeconds: 120 });
  return runCommand(['apt-get', 'install', '-y', '--no-install-recommends', ...packages], { env, timeoutSeconds: 600 });
}
