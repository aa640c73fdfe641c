// How the app of each language in examples/ gets its toolchain and is built. How it is then started stands in
// e2e/sdks/languages.ts.
import { join } from 'node:path';
import { root } from '../run-command.js';
import { newerGo } from './newer-go.js';

const built = join(root, '.cache', 'sdks');
const venv = join(built, 'python');

/**
 * @typedef {object} Tool
 * @property {string} name what a person calls it
 * @property {string[]} probe command that shows it is there
 * @property {RegExp} [answer] what the probe's output must contain, for a tool that can be too old
 * @property {string[]} packages Debian's packages that bring it; none when Debian has none
 * @property {() => Promise<string | undefined>} [otherwise] the last resort: gets it into a folder of its own
 */

/** @type {Record<string, { tools: Tool[], build: string[][], onlyWhenNamed?: boolean }>} */
export const languages = {
  javascript: { tools: [], build: [] },
  python: {
    tools: [
      {
        name: 'Python 3.11 or newer with venv',
        probe: ['python3', '-c', 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))'],
        packages: ['python3', 'python3-venv'],
      },
    ],
    build: [
      ['python3', '-m', 'venv', venv],
      [join(venv, 'bin', 'pip'), 'install', '--quiet', '--require-hashes', '-r', 'requirements.txt'],
    ],
  },
  go: {
    // From 1.21 on, Go fetches by itself the version that go.mod asks for.
    tools: [
      {
        name: 'Go 1.21 or newer',
        probe: ['go', 'version'],
        answer: /go1\.(2[1-9]|[3-9]\d)/,
        packages: ['golang-go', 'ca-certificates'],
        otherwise: newerGo,
      },
    ],
    build: [
      ['go', 'build', '-o', join(built, 'go', 'worker'), '.'],
      // A worker of the tests, on the same module.
      ['go', 'build', '-o', join(built, 'go', 'graph-worker'), join(root, 'e2e', 'workers', 'graph_worker.go')],
    ],
  },
  java: {
    tools: [
      {
        name: 'a JDK of 17 or newer',
        probe: ['javac', '-version'],
        answer: /javac (1[7-9]|[2-9]\d)/,
        packages: ['openjdk-17-jdk-headless'],
      },
      { name: 'Maven', probe: ['mvn', '-v'], packages: ['maven'] },
    ],
    build: [['mvn', '--quiet', '--batch-mode', '-DskipTests', 'package']],
  },
  dotnet: {
    tools: [{ name: 'the .NET SDK', probe: ['dotnet', '--version'], packages: [] }],
    build: [['dotnet', 'publish', '--configuration', 'Release', '--output', join(built, 'dotnet')]],
    onlyWhenNamed: true,
  },
};
