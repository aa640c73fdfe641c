import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PEERS_FOLDER } from './import-peer';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const LOCK = 'package-lock.json';

/** Brings the peers into the cache by the lock file beside this file, unless they are there already. */
export function installPeers(): void {
  const wanted = readFileSync(join(HERE, LOCK), 'utf8');
  const mark = join(PEERS_FOLDER, 'installed-lock.json');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return;
  console.error('Installing the peers into .cache/bench-peers …');
  mkdirSync(PEERS_FOLDER, { recursive: true });
  for (const name of ['package.json', LOCK]) copyFileSync(join(HERE, name), join(PEERS_FOLDER, name));
  // Programs in this folder, so that packages are looked for here.
  writeFileSync(join(PEERS_FOLDER, 'load.mjs'), 'export const load = (name) => import(name);\n');
  const options = ['ci', '--ignore-scripts', '--no-audit', '--no-fund'];
  const { status } = spawnSync('npm', options, { cwd: PEERS_FOLDER, stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Error(`npm could not install the peers in ${PEERS_FOLDER}.`);
  writeFileSync(mark, wanted);
}
