import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { composeModel } from '@/lib/composer/compose';
import { emit } from '@/lib/composer/emit/emit';
import type { Language } from '@/lib/composer/emit/file';
import type { Model } from '@/lib/composer/model/model';
import { homeApp } from '@/lib/composer/plan/apps';
import type { PlanOptions } from '@/lib/composer/plan/plan';
import type { Program } from '@/lib/composer/plan/program';
import { withCalledProcesses } from './drawn-beside';
import { withShortTimers } from './short-timers';
import { withStandIns } from './stand-in';

/** A diagram with what it becomes; its App ID, where lanes are no apps, is the name of its folder. */
export interface Composed {
  readonly appId: string;
  /** App IDs of its workers, that of its first workflow first. */
  readonly workers: readonly [string, ...string[]];
  readonly model: Model;
  readonly program: Program;
}

/** Plans a model as it is executed here: with short timers, and with what it calls. Throws when the rules refuse it. */
export function composedOf(appId: string, drawn: Model, options: Pick<PlanOptions, 'lanesAsApps'> = {}): Composed {
  const model = withCalledProcesses(withShortTimers(drawn));
  const { program, faults } = composeModel(model, { appId, ...options });
  const errors = faults
    .filter(({ severity }) => severity === 'error')
    .map(({ rule, message }) => `${rule}: ${message}`);
  if (program === undefined) throw new Error(`${appId}: ${errors.join('; ')}`);
  const others = program.apps?.slice(1).map((app) => app.appId) ?? [];
  return { appId, workers: [homeApp(program), ...others], model, program };
}

/** Writes the project of a language into a folder of its App ID, activities asking their stand-ins. Returns the folder. */
export async function writeProject(root: string, { appId, program }: Composed, language: Language): Promise<string> {
  const folder = join(root, appId);
  for (const { path, text } of withStandIns(await emit(program, language), language)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}
