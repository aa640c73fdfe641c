import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { readerOfStore } from '@/lib/dapr/cluster-reader';
import { openStateReader } from '@/lib/dapr/stores/open-state-reader';
import { Mirror } from '@/lib/mirror/mirror';
import type { RuntimeStore } from '@/lib/store/runtime-store';
import { openSqliteRuntimeStore } from '@/lib/store/sqlite/open-sqlite-runtime-store';
import { filledSqlite, type FilledStore } from './filled-stores';

/** A state store of daprd (SQLite) and an empty store of Perdure, which mirrors it; gone when the test ends. */
export type MirroredStore = {
  readonly source: FilledStore;
  readonly store: RuntimeStore;
  /** The file of `store`. */
  readonly path: string;
  /** Another mirror over the same two stores, as after a restart; `at`: its time in milliseconds since 1970. */
  newMirror(at: number): Mirror;
};

export async function aMirroredStore(fill: () => Promise<FilledStore> = filledSqlite): Promise<MirroredStore> {
  const folder = mkdtempSync(join(tmpdir(), 'perdure-mirror-'));
  const path = join(folder, 'perdure.db');
  const source = await fill();
  const reader = readerOfStore(openStateReader(source.target));
  const store = await openSqliteRuntimeStore({ path });
  onTestFinished(async () => {
    await reader.close();
    await store.close();
    await source.remove();
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    ...{ source, store, path },
    newMirror: (at) => new Mirror({ reader, store, now: () => at, pageSize: 5 }),
  };
}
