import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseComponents } from '@/lib/dapr/component/component';
import { stateStoreTarget, type StateStoreTarget } from '@/lib/dapr/component/state-store-target';
import { AppError } from '@/lib/domain/app-error';

export type ComponentPlace = {
  /** A YAML file, or a folder of them. */
  readonly path: string;
  /** Which of several state stores. */
  readonly name?: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
};

/**
 * The state store that components of Dapr describe. Paths in them are taken from the folder that the file lies in. Throws
 * `invalid` for what cannot be read or used.
 */
export function readStateStoreTarget({ path, name, env }: ComponentPlace): StateStoreTarget {
  const files = filesAt(path);
  const components = files.flatMap((file) => parseComponents(readText(file), file));
  const folder = dirname(files[0] ?? path);
  const readFile = (named: string): string | undefined => {
    try {
      return readFileSync(resolve(folder, named), 'utf8');
    } catch {
      return undefined;
    }
  };
  const target = stateStoreTarget({ components, env, readFile }, name);
  return target.layout === 'sqlite' ? { ...target, path: resolve(folder, target.path) } : target;
}

function filesAt(path: string): readonly string[] {
  try {
    if (!statSync(path).isDirectory()) return [path];
    const names = readdirSync(path).filter((name) => /\.ya?ml$/.test(name));
    return names.sort().map((name) => join(path, name));
  } catch (cause) {
    throw new AppError('invalid', `There is no component file or folder at ${path}.`, { cause });
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new AppError('invalid', `The component file ${file} cannot be read.`, { cause });
  }
}
