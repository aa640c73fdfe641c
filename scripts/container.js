// `npm run container`: builds docs/deployment/Dockerfile as it stands and runs the image: as its user, with a read-only root, with
// a file and, as the Compose file says, with PostgreSQL; stopped, killed, and the store looked at afterwards. It takes root on
// Linux, buildah, podman, runc and mmdebstrap, and no registry of images: the official image is stood in for by one of Debian's
// packages. Its files are in .cache/container; the images and containers of this machine are left alone. `-- --check` says only
// whether it can.
import './require-node.js';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { baseOf, dockerfileText, makeBaseImage } from './container/base-image.js';
import { root, runCommand } from './run-command.js';
import { inPath } from './system-packages.js';

const IMAGE = 'localhost/perdure';
/** What is needed, and the package of Debian that brings it. */
const PROGRAMS = {
  buildah: 'buildah',
  podman: 'podman',
  runc: 'runc',
  mmdebstrap: 'mmdebstrap',
  unshare: 'util-linux',
  ip: 'iproute2',
};

const fault = whyNot();
if (fault !== undefined) {
  console.error(fault);
  process.exit(1);
}
if (process.argv.includes('--check')) process.exit(0);

const folder = join(root, '.cache', 'container');
const env = { CONTAINERS_STORAGE_CONF: join(folder, 'storage.conf') };
try {
  await remove(folder);
  storeIn(folder);
  const base = baseOf(dockerfileText());
  console.log(`Making a stand-in for ${base.name}`);
  await makeBaseImage({ ...base, folder, env });
  console.log('Building docs/deployment/Dockerfile');
  await build();
  const suite = 'vitest run --config e2e/container/vitest.config.ts --reporter=verbose';
  // A network of its own: the ports of the Compose file are free there, whatever else runs on this machine.
  const alone = ['unshare', '--net', 'sh', '-c', `ip link set lo up && exec ${suite}`];
  const { ok } = await runCommand(alone, { show: true, env: { ...env, PERDURE_IMAGE: IMAGE } });
  process.exitCode = ok ? 0 : 1;
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await remove(folder);
}

/** Not by `podman system reset`, which would take the networks of this machine along. */
async function remove(made) {
  // Without the file podman would turn to the containers of this machine.
  if (!existsSync(env.CONTAINERS_STORAGE_CONF)) return;
  await runCommand(['podman', 'rm', '--all', '--force'], { env });
  // The driver leaves its folder mounted over itself.
  await runCommand(['umount', join(made, 'storage', 'overlay')]);
  rmSync(made, { recursive: true, force: true });
}

function whyNot() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) {
    return 'Making images takes root on Linux: run `sudo npm run container`.';
  }
  const missing = Object.keys(PROGRAMS).filter((program) => inPath(program) === undefined);
  if (missing.length === 0) return undefined;
  const packages = missing.map((program) => PROGRAMS[program]).join(' ');
  return `Not in the path: ${missing.join(', ')}. On Debian \`apt-get install ${packages}\` brings what is missing.`;
}

/** Images and containers go to a storage of their own. */
function storeIn(into) {
  mkdirSync(into, { recursive: true });
  const places = [`graphroot = "${join(into, 'storage')}"`, `runroot = "${join(into, 'run')}"`];
  writeFileSync(env.CONTAINERS_STORAGE_CONF, ['[storage]', 'driver = "overlay"', ...places, ''].join('\n'));
}

async function build() {
  const file = ['--file', 'docs/deployment/Dockerfile', '--ignorefile', 'docs/deployment/Dockerfile.dockerignore'];
  // Docker's format: the other one knows no health check.
  const how = ['--isolation', 'chroot', '--format', 'docker', '--pull-never'];
  const { ok } = await runCommand(['buildah', 'bud', ...how, ...file, '--tag', IMAGE, '.'], { show: true, env });
  if (!ok) throw new Error('docs/deployment/Dockerfile does not build');
}
