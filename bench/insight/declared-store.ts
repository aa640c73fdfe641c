import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import { openSqliteRuntimeStore } from '@/lib/store/sqlite/open-sqlite-runtime-store';
import { bigStore } from '../lists/big-store';

/** Places in the inputs: a value for each execution, a few values, numbers, and a value for each dozen of executions. */
const DECLARED = ['input.id', 'input.currency', 'input.amount', 'input.customer'] as const;

const CUSTOMERS = 90_000;

/** The large store with the values that stand at declared places of its payloads; made once and kept as that one is. */
export async function declaredStore(count: number): Promise<string> {
  const source = await bigStore(count);
  const path = source.replace(/\.db$/, '-declared.db');
  if (existsSync(path)) return path;
  console.error(`Reading the payloads of ${count} instances for ${DECLARED.join(', ')} …`);
  const unfinished = `${path}.unfinished`;
  copyFileSync(source, unfinished);
  tellInputsApart(unfinished);
  const store = await openSqliteRuntimeStore({ path: unfinished, declared: { paths: DECLARED } });
  await store.close();
  renameSync(unfinished, path);
  for (const suffix of ['-wal', '-shm', '.lock']) rmSync(`${unfinished}${suffix}`, { force: true });
  return path;
}

/** Clones have the input of their original: each gets its own id in it, and one of many customers. */
function tellInputsApart(path: string): void {
  const db = new Database(path);
  try {
    db.pragma('synchronous = OFF');
    db.exec(`UPDATE instance_payload SET input = json_set(input,
      '$.id', (SELECT instance_id FROM instance WHERE "key" = instance_key),
      '$.customer', printf('C-%05d', (instance_key * 7919) % ${CUSTOMERS})) WHERE json_valid(input)`);
  } finally {
    db.close();
  }
}
