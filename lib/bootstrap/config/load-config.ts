import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { types } from 'node:util';
import { AppError } from '@/lib/domain/app-error';
import { configRefusal } from './config-refusal';
import { configSchema, type Config } from './config-schema';

const NAMES = ['perdure.config.ts', 'perdure.config.js', 'perdure.config.mjs', 'perdure.config.json'];

/** A checked configuration and the name of the file it came from. */
export type LoadedConfig = { readonly file: string; readonly config: Config };

/**
 * Reads the configuration file of a folder, or the one that `named` names relative to it; no file at all is no
 * configuration. Throws `invalid` when a named file is missing, a file cannot be read, or what it says is not allowed.
 */
export function loadConfig(folder: string, named: string | undefined): LoadedConfig {
  const file = named ?? findConfig(folder);
  if (file === undefined) return { file: '', config: {} };
  const path = resolve(folder, file);
  if (!existsSync(path)) {
    throw new AppError('invalid', `PERDURE_CONFIG is "${file}", and there is no such file.`, {
      hint: 'Name a file that exists, or remove PERDURE_CONFIG to use perdure.config.ts, .js, .mjs or .json if there is one.',
    });
  }
  const value = readValue(path, file);
  const parsed = configSchema.safeParse(value);
  if (!parsed.success) throw configRefusal(file, value, parsed.error.issues[0]);
  return { file, config: parsed.data };
}

function findConfig(folder: string): string | undefined {
  const [first, second] = NAMES.filter((name) => existsSync(join(folder, name)));
  if (second === undefined) return first;
  throw new AppError('invalid', `There are two configuration files: ${first} and ${second}.`, {
    hint: 'Remove one of them, or name the one to use in PERDURE_CONFIG.',
  });
}

/** Node itself loads modules, TypeScript ones too. `require` and not `import`, so that no caller has to wait. */
function readValue(path: string, file: string): unknown {
  const loaded = requireFile(path, file);
  if (!types.isModuleNamespaceObject(loaded)) return loaded;
  const exported = new Map(Object.entries(loaded as object));
  if (exported.has('default')) return exported.get('default');
  throw new AppError('invalid', `${file} exports no configuration.`, { hint: 'Write "export default { … }".' });
}

function requireFile(path: string, file: string): unknown {
  try {
    return path.endsWith('.json') ? parseJson(readFileSync(path, 'utf8'), file) : createRequire(path)(path);
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    const [why] = (cause instanceof Error ? cause.message : String(cause)).split('\n');
    throw new AppError('invalid', `${file} cannot be read: ${why}`, {
      hint: 'A configuration file is a module with a default export and without a top-level await, or JSON.',
      cause,
    });
  }
}

/** Node's own message quotes the text around the fault, which may be a token. */
function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const [where = ''] = /\(line \d+ column \d+\)/.exec(String(error)) ?? [];
    throw new AppError('invalid', `${file} cannot be read: it is not JSON ${where}`.trimEnd(), {
      hint: 'JSON has double quotes around every key and text, no comments, and no comma before a closing bracket.',
    });
  }
}
