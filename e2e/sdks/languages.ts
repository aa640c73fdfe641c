import { join } from 'node:path';
import { ROOT } from '../fixtures/child';

/** How the built worker of one language is started. */
export type Launch = { readonly command?: string; readonly args: readonly string[]; readonly cwd?: string };

const built = (...path: readonly string[]): string => join(ROOT, '.cache', 'sdks', ...path);
const example = (language: string): string => join(ROOT, 'examples', language);

const launches: Readonly<Record<string, Launch>> = {
  javascript: { args: [join('src', 'scenarios', 'main.ts')], cwd: example('javascript') },
  python: { command: built('python', 'bin', 'python'), args: ['main.py'], cwd: example('python') },
  go: { command: built('go', 'worker'), args: [], cwd: example('go') },
  java: { command: 'java', args: ['-jar', join('target', 'example.jar')], cwd: example('java') },
  dotnet: { command: 'dotnet', args: [built('dotnet', 'Example.dll')], cwd: example('dotnet') },
};

/** The languages to test: those that `PERDURE_SDKS` names, separated by commas; JavaScript, which is always there. */
export const languages: readonly string[] = (process.env['PERDURE_SDKS'] ?? 'javascript').split(',');

/** How the worker of a language is started once `npm run sdks` has built it. */
export function launchOf(language: string): Launch {
  const launch = launches[language];
  if (launch !== undefined) return launch;
  throw new Error(`There is no SDK app in "${language}". There is one in ${Object.keys(launches).join(', ')}.`);
}
