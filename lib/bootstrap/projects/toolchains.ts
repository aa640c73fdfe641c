import { existsSync } from 'node:fs';
import { devNull } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { PROJECT_LANGUAGES, type ProjectLanguage } from '@/lib/domain/project';

export type Toolchain = {
  /** What a person installs. */
  readonly needs: string;
  /** Programs that must be in the path. */
  readonly programs: readonly string[];
  /** What is done before the worker can run, in the project's folder. */
  readonly prepare: readonly (readonly string[])[];
};

const PIP = ['.venv/bin/python', '-m', 'pip', 'install', '--quiet', '--disable-pip-version-check'];

/** How a project of each language is made ready; its worker's command stands in its dapr.yaml. */
export const TOOLCHAINS: Readonly<Record<ProjectLanguage, Toolchain>> = {
  javascript: {
    ...{ needs: 'Node.js with npm', programs: ['npm'] },
    prepare: [['npm', 'install', '--omit=dev', '--no-audit', '--no-fund']],
  },
  python: {
    ...{ needs: 'Python 3.11 or newer with venv', programs: ['python3'] },
    prepare: [
      ['python3', '-m', 'venv', '.venv'],
      [...PIP, '-r', 'requirements.txt'],
    ],
  },
  go: { needs: 'Go 1.26 or newer', programs: ['go'], prepare: [['go', 'build', '-o', devNull, '.']] },
  java: {
    ...{ needs: 'a JDK 17 or newer and Maven', programs: ['java', 'mvn'] },
    prepare: [['mvn', '-q', '-B', '--define', 'maven.test.skip=true', 'package']],
  },
  csharp: { needs: 'the .NET 10 SDK', programs: ['dotnet'], prepare: [['dotnet', 'build']] },
};

const ENDINGS = process.platform === 'win32' ? ['', '.exe', '.cmd', '.bat'] : [''];

/** The path in which a project finds its tools: this Node first, for a system's own may be too old. */
export function toolPath(path: string | undefined): string {
  return [dirname(process.execPath), path ?? ''].join(delimiter);
}

/** What is to be installed before a project of a language can run; undefined when all is there. */
export function missingTool(language: ProjectLanguage, path: string): string | undefined {
  const { needs, programs } = TOOLCHAINS[language];
  const places = path.split(delimiter).filter((place) => place !== '');
  const isThere = (name: string): boolean =>
    places.some((place) => ENDINGS.some((ending) => existsSync(join(place, name + ending))));
  const absent = programs.find((name) => !isThere(name));
  return absent === undefined
    ? undefined
    : `There is no command "${absent}" in the path. Install ${needs}, then start Perdure again.`;
}

/** The same for every language that lacks something. */
export function missingTools(path: string): Partial<Record<ProjectLanguage, string>> {
  const found = PROJECT_LANGUAGES.map((language) => [language, missingTool(language, path)] as const);
  return Object.fromEntries(found.filter(([, missing]) => missing !== undefined));
}
