// Stands in for the official image of Node.js where no registry of images can be reached: Debian from Debian's packages, Node
// from npm's, under the very name that the Dockerfile begins with.
import { copyFileSync, mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../run-command.js';
import { must } from './must.js';

const NPM = 'npm@11';
/** What of npm's settings says how this machine reaches the registry. */
const WAY_TO_REGISTRY = ['registry', 'cafile', 'proxy', 'https-proxy'];

/**
 * The image that every stage of a Dockerfile starts from, with the release of Debian that its tag names.
 * @param {string} dockerfile its text
 * @returns {{ name: string, suite: string }} such as `node:24-bookworm-slim` and `bookworm`
 */
export function baseOf(dockerfile) {
  const names = [...new Set([...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, name]) => name))];
  const [name] = names;
  const suite = /^node:\d+-([a-z]+)-slim$/.exec(name ?? '')?.[1];
  if (names.length === 1 && suite !== undefined) return { name, suite };
  throw new Error(
    `The Dockerfile starts from ${names.join(' and ')}: one image like node:24-bookworm-slim can be stood in for.`,
  );
}

/**
 * Makes it: the user `node` with the ID 1000, Node and npm in /usr/local, nothing else.
 * @param {{ name: string, suite: string, folder: string, env: Record<string, string> }} plan `folder` is for files in between
 */
export async function makeBaseImage({ name, suite, folder, env }) {
  const extra = join(folder, 'extra');
  const tar = join(folder, 'base.tar');
  rmSync(extra, { recursive: true, force: true });
  await putNode(extra);
  const hooks = [
    'chroot "$1" groupadd --gid 1000 node',
    'chroot "$1" useradd --uid 1000 --gid node --shell /bin/bash --create-home node',
    `cp -a "${extra}/." "$1/"`,
  ].map((hook) => `--customize-hook=${hook}`);
  await must(['mmdebstrap', '--variant=minbase', '--mode=root', ...hooks, suite, tar]);
  await must(['podman', 'import', '--change', 'CMD ["node"]', tar, `docker.io/library/${name}`], { env });
  rmSync(tar);
}

async function putNode(extra) {
  const local = join(extra, 'usr', 'local');
  mkdirSync(join(local, 'bin'), { recursive: true });
  mkdirSync(join(local, 'etc'));
  copyFileSync(realpathSync(process.execPath), join(local, 'bin', 'node'));
  await must(['npm', 'install', '--global', '--prefix', local, NPM]);
  writeFileSync(join(local, 'etc', 'npmrc'), await wayToRegistry(extra));
}

/** A machine that trusts authorities of its own needs them in the image as well. */
async function wayToRegistry(extra) {
  const lines = [];
  for (const key of WAY_TO_REGISTRY) {
    const value = (await must(['npm', 'config', 'get', key], { cwd: '/' })).trim();
    if (value !== '' && value !== 'null' && value !== 'undefined') lines.push(`${key}=${value}`);
  }
  const cafile = lines.find((line) => line.startsWith('cafile='))?.slice('cafile='.length);
  if (cafile !== undefined) {
    mkdirSync(join(extra, cafile, '..'), { recursive: true });
    copyFileSync(cafile, join(extra, cafile));
  }
  return lines.map((line) => `${line}\n`).join('');
}

/** The text of the project's Dockerfile. */
export const dockerfileText = () => readFileSync(join(root, 'docs', 'deployment', 'Dockerfile'), 'utf8');
