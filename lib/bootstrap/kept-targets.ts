import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { AppError } from '@/lib/domain/app-error';
import type { Environment } from './settings';
import { sidecarSpec, type SidecarSpec, type SpecPlace } from './sidecar-spec';
import { parsedJson } from './parsed-json';

const kept = z.object({ targets: z.array(sidecarSpec) });

/** Where files lie that targets added in the console name. */
const SECRETS = 'secrets';

/**
 * The sidecars that were added in the console of a mirror, kept in a file beside its store. Secrets are not in it: only which
 * variable or file has them. Throws `invalid` for a damaged file.
 */
export function readKeptTargets(storePath: string): readonly SidecarSpec[] {
  const path = targetsPath(storePath);
  if (!existsSync(path)) return [];
  const result = kept.safeParse(parsedJson(readFileSync(path, 'utf8')));
  if (result.success) return result.data.targets;
  throw new AppError('invalid', `${path} does not say which sidecars were added in the console.`, {
    hint: 'Delete it, and add them again in the console.',
  });
}

/** Replaces the file as a whole, so that it is never half written. */
export function writeKeptTargets(storePath: string, targets: readonly SidecarSpec[]): void {
  const path = targetsPath(storePath);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.new`, `${JSON.stringify({ targets }, undefined, 2)}\n`, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

/** Where what a kept target names is looked for. */
export function keptPlace(storePath: string, appId: string, env: Environment): SpecPlace {
  return { where: `The target ${appId}`, folder: join(dirname(storePath), SECRETS), env };
}

function targetsPath(storePath: string): string {
  return `${storePath}.targets.json`;
}
