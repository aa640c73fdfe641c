import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** Where the peers are installed; no part of the product. */
export const PEERS_FOLDER = fileURLToPath(new URL('../../.cache/bench-peers/', import.meta.url));

type Loader = { load(name: string): Promise<unknown> };

/** A package of a peer, from where the peers are installed. `T` says what we use of it, which nobody checks. */
export async function importPeer<T>(name: string): Promise<T> {
  const path = join(PEERS_FOLDER, 'load.mjs');
  if (!existsSync(path)) throw new Error(`The peers are not installed: there is no ${path}.`);
  const { load } = (await import(pathToFileURL(path).href)) as Loader;
  return (await load(name)) as T;
}
