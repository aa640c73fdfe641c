import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PEERS_FOLDER } from './import-peer';

/** The installed version of each of the packages. */
export function peerVersions(...names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(names.map((name) => [name, versionOf(name)]));
}

function versionOf(name: string): string {
  const path = join(PEERS_FOLDER, 'node_modules', name, 'package.json');
  return (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version;
}
