import { scriptsOf } from './find-command';

/** Scripts that start an app, the likeliest first. */
const SCRIPTS = ['worker', 'start', 'dev'];

/** The command that starts the app of a folder, by its package.json; undefined when there is none. */
export function commandOf(folder: string): readonly string[] | undefined {
  const scripts = scriptsOf(folder);
  // A script that starts Perdure would start itself.
  const name = SCRIPTS.find((script) => scripts[script] !== undefined && !/\bperdure\b/.test(scripts[script]));
  return name === undefined ? undefined : ['npm', 'run', name];
}
