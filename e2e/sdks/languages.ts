import { join } from 'node:path';
import { program, ROOT } from '../fixtures/child';

/** How the built worker of one language is started. */
export type Launch = {
  readonly command?: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
};

const built = (...path: readonly string[]): string => join(ROOT, '.cache', 'sdks', ...path);
const example = (language: string): string => join(ROOT, 'examples', language);

const launches: Readonly<Record<string, Launch>> = {
  javascript: { args: [join('src', 'scenarios', 'main.ts')], cwd: example('javascript') },
  python: { command: built('python', 'bin', 'python'), args: ['main.py'], cwd: example('python') },
  go: { command: built('go', 'worker'), args: [], cwd: example('go') },
  java: { command: 'java', args: ['-jar', join('target', 'example.jar')], cwd: example('java') },
  dotnet: { command: 'dotnet', args: [built('dotnet', 'Example.dll')], cwd: example('dotnet') },
};

const graphLaunches: Readonly<Record<string, Launch>> = {
  javascript: { args: program('e2e', 'workers', 'graph-worker.ts') },
  python: { command: built('python', 'bin', 'python'), args: [join(ROOT, 'e2e', 'workers', 'graph_worker.py')] },
  go: { command: built('go', 'graph-worker'), args: [] },
};

/** How the worker of e2e/workers/ that runs one workflow per shape of a graph is started; undefined where there is none. */
export function graphLaunchOf(language: string): Launch | undefined {
  return graphLaunches[language];
}

/** The languages to test: those that `PERDURE_SDKS` names, separated by commas; JavaScript, which is always there. */
export const languages: readonly string[] = (process.env['PERDURE_SDKS'] ?? 'javascript').split(',');

/** How the worker of a language is started once `npm run sdks` has built it. */
export function launchOf(language: string): Launch {
  const launch = launches[language];
  if (launch !== undefined) return launch;
  throw new Error(`There is no SDK app in "${language}". There is one in ${Object.keys(launches).join(', ')}.`);
}
