import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProjectLanguage as Language } from '@/lib/domain/project';
import { Child, ROOT } from '../../fixtures/child';
import type { Launch } from '../languages';

/** How all projects under one folder are built at once, and how the worker of one is started. */
interface Toolchain {
  /** Each in its folder of that name. `tests`: theirs will be asked for. Throws with the output of what failed. */
  readonly build: (root: string, appIds: readonly string[], more: { readonly tests: boolean }) => Promise<void>;
  readonly launch: (root: string, appId: string) => Launch;
  /** Runs the tests that are generated with a project. Returns what they say when one fails. */
  readonly test: (root: string, appId: string) => Promise<string | undefined>;
}

const python = join(ROOT, '.cache', 'sdks', 'python', 'bin', 'python');

/** What the languages share of a build; the projects themselves stay as they were generated. */
export const toolchains: Readonly<Partial<Record<Language, Toolchain>>> = {
  javascript: {
    build: () => Promise.resolve(),
    launch: (root, appId) => ({ args: ['src/main.ts'], cwd: join(root, appId) }),
    test: (root, appId) => tested(root, appId, { args: ['--test', 'test/*.test.ts'] }),
  },
  python: {
    build: () => Promise.resolve(),
    launch: (root, appId) => ({
      ...{ command: python, args: ['main.py'] },
      ...{ cwd: join(root, appId), env: { PYTHONDONTWRITEBYTECODE: '1' } },
    }),
    test: (root, appId) => tested(root, appId, { command: python, args: ['-m', 'unittest'] }),
  },
  go: {
    // One module of all, so that the SDK is compiled once; each project stays a program of its own.
    build: async (root, appIds) => {
      const [first = ''] = appIds;
      const manifest = readFileSync(join(root, first, 'go.mod'), 'utf8');
      cpSync(join(root, first, 'go.sum'), join(root, 'go.sum'));
      for (const appId of appIds) for (const name of ['go.mod', 'go.sum']) rmSync(join(root, appId, name));
      writeFileSync(join(root, 'go.mod'), manifest.replace(/^module .*$/m, 'module composed'));
      mkdirSync(join(root, 'bin'));
      await run('go', ['build', '-ldflags=-s -w', '-o', `bin${'/'}`, './...'], root);
    },
    launch: (root, appId) => ({ command: join(root, 'bin', appId), args: [], cwd: join(root, appId) }),
    test: (root, appId) => tested(root, appId, { command: 'go', args: ['test', '-ldflags=-s -w', '.'] }),
  },
  java: {
    // One reactor of all, which runs their tests too; the libraries are copied once, not once for each project.
    build: async (root, appIds, { tests }) => {
      const modules = appIds.map((appId) => `<module>${appId}</module>`).join('\n    ');
      writeFileSync(join(root, 'pom.xml'), aggregate(modules));
      const testing = ['--define', tests ? 'maven.test.failure.ignore=true' : 'skipTests'];
      await run('mvn', ['--quiet', '--batch-mode', '-Dmdep.skip', ...testing, 'package'], root);
      const [first = ''] = appIds;
      const copy = ['dependency:copy-dependencies', '-DincludeScope=runtime', `-DoutputDirectory=${join(root, 'lib')}`];
      await run('mvn', ['--quiet', '--batch-mode', ...copy, '--projects', first], root);
    },
    launch: (root, appId) => ({
      command: 'java',
      args: [
        ...['-XX:TieredStopAtLevel=1', '-Xmx128m', '-cp'],
        ...[`${join(root, appId, 'target', `${appId}.jar`)}:${join(root, 'lib', '*')}`, 'app.Main'],
      ],
      cwd: join(root, appId),
    }),
    test: (root, appId) => {
      const report = join(root, appId, 'target', 'surefire-reports', 'app.WorkflowsTest.txt');
      const said = existsSync(report) ? readFileSync(report, 'utf8') : `there is no ${report}`;
      const isWell = /Tests run: [1-9]\d*, Failures: 0, Errors: 0, Skipped: 0/.test(said);
      return Promise.resolve(isWell ? undefined : said);
    },
  },
};

/** Runs a command in the folder of a project, in which no stand-in is told anything. */
async function tested(root: string, appId: string, launch: Omit<Launch, 'cwd' | 'env'>): Promise<string | undefined> {
  const child = new Child({ ...launch, cwd: join(root, appId), env: { STAND_INS: join(root, appId, 'none') } });
  return (await child.exited) === 0 ? undefined : child.output;
}

async function run(command: string, args: readonly string[], cwd: string): Promise<void> {
  const child = new Child({ command, args, env: {}, cwd });
  if ((await child.exited) !== 0) throw new Error(`${command} ${args.join(' ')} in ${cwd}\n${child.output}`);
}

function aggregate(modules: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>composed</groupId>
  <artifactId>composed</artifactId>
  <version>0.1.0</version>
  <packaging>pom</packaging>
  <modules>
    ${modules}
  </modules>
</project>
`;
}
