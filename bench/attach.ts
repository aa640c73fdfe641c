// A large Dapr cluster mirrored from PostgreSQL: `npm run bench -- attach [instances=100000] [changes=40]`.
// The rows are copies of what real daprd wrote. Told: how long the first mirror takes, when a change is visible in it, what it
// asks of the database while nothing happens, and what a page costs that lists all keys for each of its rows.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pass } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { mirrorCluster } from '@/lib/bootstrap/store/mirror-cluster';
import { changeRun, fillStateTable, keyListingMs, transactions } from './attach/state-table';
import { quantilesOf } from './measure/quantiles';
import { startPostgres } from './subjects/postgres-cluster';

const PAGE_OF_A_LIST = 50;
const IDLE_MS = 20_000;
const SETTLES_MS = 5_000;
const LOOK_EVERY_MS = 10;

const [instances = 100_000, changes = 40] = process.argv.slice(2).map(Number);
const folder = mkdtempSync(join(tmpdir(), 'perdure-bench-attach-'));
const storePath = join(folder, 'attached.db');
const postgres = await startPostgres();
const stop = new AbortController();
try {
  const url = await postgres.createDatabase('cluster');
  const { keys } = await fillStateTable(url, instances);
  console.log(`${instances} instances, ${keys} keys, ${postgres.version}`);
  const began = performance.now();
  const isComplete = Promise.withResolvers<number>();
  const mirroring = mirrorCluster({
    ...{ target: { layout: 'postgresql-v2', url, table: 'state' }, storePath, once: false, signal: stop.signal },
    ...{ now: () => Date.now(), onPass: () => undefined, sidecars: () => [] },
    onTrouble: ({ message }) => console.log(message),
    onComplete: async () => isComplete.resolve((performance.now() - began) / 1000),
  });
  const seconds = await Promise.race([isComplete.promise, mirroring.then(() => NaN)]);
  console.log(`mirrored in ${seconds.toFixed(1)} s (${(instances / seconds).toFixed(0)} instances a second)`);
  const asked = await idleRate(url);
  console.log(`idle: ${asked.toFixed(2)} transactions a second`);
  const seen = quantilesOf(await visibleAfter(url));
  console.log(`a change is visible after ${seen.p50} ms (p50), ${seen.p95} ms (p95), ${seen.max} ms (max)`);
  const listing = quantilesOf([await keyListingMs(url), await keyListingMs(url), await keyListingMs(url)]).p50;
  const page = (listing * PAGE_OF_A_LIST) / 1000;
  console.log(
    `one key listing: ${listing} ms; a page of ${PAGE_OF_A_LIST} that lists for each row: ${page.toFixed(1)} s`,
  );
  stop.abort();
  await mirroring;
} finally {
  stop.abort();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function idleRate(url: string): Promise<number> {
  // PostgreSQL tells of a transaction some time after its end.
  await pass(SETTLES_MS);
  const before = await transactions(url);
  await pass(IDLE_MS);
  // The first of our own two questions is in the difference.
  return ((await transactions(url)) - before - 1) / (IDLE_MS / 1000);
}

async function visibleAfter(url: string): Promise<readonly number[]> {
  const mirror = new Database(storePath, { readonly: true });
  const shown = mirror.prepare<[string], { custom_status: string | null }>(
    `SELECT custom_status FROM instance_payload JOIN instance ON instance_key = "key" WHERE instance_id = ?`,
  );
  const waits: number[] = [];
  for (let change = 0; change < changes; change += 1) {
    const copy = 1 + ((change * 7919) % instances);
    const text = `change ${change}`;
    await changeRun(url, copy, text);
    const written = performance.now();
    while (shown.get(`run-${copy}`)?.custom_status !== text) await pass(LOOK_EVERY_MS);
    waits.push(performance.now() - written);
  }
  mirror.close();
  return waits;
}
