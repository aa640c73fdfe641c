import { describe, expect, test } from 'vitest';
import { createDatabase, execute } from '@/lib/testing/postgres/databases';
import { hasPostgres, providedPostgres } from '@/lib/testing/postgres/provided-postgres';
import { aDatabase, aRuntimeStore } from '@/lib/testing/postgres/test-store';
import { seedInstances } from '@/lib/testing/seed-instances';
import { T0 } from '@/lib/testing/store-builders';
import { runCli } from './main';

async function perdure(...args: readonly string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runCli(args, {
    readInput: async () => '',
    ...{ env: {}, folder: '/' },
    ...{ out: (line) => void out.push(line), err: (line) => void err.push(line) },
  });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

/** URL of a store with `count` instances in it, and nobody who has it. */
async function aFullStore(count: number): Promise<string> {
  const url = await aDatabase();
  const store = await aRuntimeStore(url);
  await seedInstances(store, { count, now: T0, seed: 3 });
  await store.close();
  return url;
}

describe.skipIf(!hasPostgres())('perdure db on PostgreSQL', () => {
  test('status says what is in the store, without its password, and who has it', async () => {
    const store = await aFullStore(40);
    const { code, out } = await perdure('db', 'status', '--store', store);
    expect(code).toBe(0);
    expect(out).toMatch(/^Store {6}postgresql:\/\/postgres@127.* \(PostgreSQL, [\d.]+ [KM]iB\)$/m);
    expect(out).toMatch(/^Schema {5}\d{4}_\w+, nothing pending$/m);
    expect(out).toMatch(/^In use by {2}nobody$/m);
    expect(out).toMatch(/^Instances {2}40 instances: .*\d+ completed/m);
    expect(out).toMatch(/^Revision {3}40$/m);
    await aRuntimeStore(store);
    expect((await perdure('db', 'status', '--store', store)).out).toMatch(
      new RegExp(`^In use by {2}Perdure runtime .*pid ${process.pid} on host `, 'm'),
    );
  });

  test('migrate makes a store in an empty database, and is refused while a runtime has it', async () => {
    const { url, drop } = await createDatabase(providedPostgres().admin);
    expect((await perdure('db', 'migrate', '--dry-run', '--store', url)).out).toContain('Pending: 0001_baseline');
    expect((await perdure('db', 'verify', '--store', url)).code).toBe(9);
    expect((await perdure('db', 'migrate', '--store', url)).out).toMatch(/^Applied: 0001_baseline\n/);
    expect(await perdure('db', 'migrate', '--store', url)).toEqual({ code: 0, out: 'Nothing is pending.', err: '' });
    const runtime = await aRuntimeStore(url);
    expect(await perdure('db', 'migrate', '--store', url)).toMatchObject({
      code: 4,
      err: expect.stringContaining(`in use by another Perdure runtime (pid ${process.pid} on host `) as string,
    });
    await runtime.close();
    await drop();
  });

  test('verify finds nothing in a store as it should be, and what is wrong with another', async () => {
    const store = await aFullStore(230);
    await aRuntimeStore(store);
    expect(await perdure('db', 'verify', '--store', store)).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^230 instances and [\d,]+ history events read: 0 differences\.$/) as string,
    });
    await execute(
      store,
      `UPDATE instance SET attempts = 77 WHERE "key" = 1; UPDATE counter SET count = count + 1;
       INSERT INTO tombstone SELECT app_id, instance_id, revision FROM instance WHERE "key" = 2;
       UPDATE history SET bytes = '\\xffffff' WHERE instance_key = 3 AND sequence = 0;
       ALTER TABLE step DISABLE TRIGGER ALL;
       INSERT INTO step SELECT 999, generation, 77, kind, name, status, attempt, scheduled_at FROM step LIMIT 1`,
    );
    const { code, out } = await perdure('db', 'verify', '--store', store);
    expect(code).toBe(1);
    expect(out).toMatch(/^instance \S+ \(key 1\): attempts is 77, should be \d+$/m);
    expect(out).toMatch(/^counter of \w+ in \S+, completed: count is (\d+), should be \d+$/m);
    expect(out).toMatch(/^tombstone of .*: presence is "present"/m);
    expect(out).toMatch(/^revision \d+: rows that have it is "several"/m);
    expect(out).toMatch(/\(key 3\): .*history event 0/m);
    expect(out).toMatch(/^table step: rows of key 999 is "present"/m);
  });

  test('backup names the program of PostgreSQL, with the store and without its password', async () => {
    const store = await aDatabase();
    const { code, err } = await perdure('db', 'backup', '/tmp/nightly.dump', '--store', store);
    expect(code).toBe(5);
    expect(err).toMatch(
      /Run: pg_dump --format=custom --file=\/tmp\/nightly\.dump postgresql:\/\/postgres@127\.0\.0\.1:\d+\/\w+$/,
    );
  });

  test('a URL that names no database is refused by the name of the option', async () => {
    expect(await perdure('db', 'status', '--store', 'postgresql://nowhere')).toMatchObject({
      code: 2,
      err: expect.stringContaining('--store is') as string,
    });
  });
});
