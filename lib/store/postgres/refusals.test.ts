import { describe, expect, onTestFinished, test } from 'vitest';
import { AppError } from '@/lib/domain/app-error';
import { createDatabase, execute } from '@/lib/testing/postgres/databases';
import { hasPostgres, providedPostgres } from '@/lib/testing/postgres/provided-postgres';
import { aDatabase, aRuntimeStore } from '@/lib/testing/postgres/test-store';
import { anInstanceRecord, aSave } from '@/lib/testing/store-builders';
import { refuseUnfit } from './connect';
import { openPostgresConsoleStore } from './open-postgres-console-store';
import { openPostgresRuntimeStore } from './open-postgres-runtime-store';

type Case = {
  readonly what: string;
  readonly change: (url: URL) => void;
  readonly problem: string;
  readonly remedy: string;
};

const SECRET = 'hunter2';

describe.skipIf(!hasPostgres())('a PostgreSQL store that cannot be opened', () => {
  const cases: readonly Case[] = [
    {
      what: 'an unreachable server',
      change: (url) => (url.port = '1'),
      ...{ problem: 'cannot be reached', remedy: 'Start the server' },
    },
    {
      what: 'an unknown host',
      change: (url) => (url.hostname = 'nowhere.invalid'),
      ...{ problem: 'cannot be found', remedy: 'host name' },
    },
    {
      what: 'a wrong password',
      change: (url) => (url.password = SECRET),
      ...{ problem: 'refused the sign-in', remedy: 'user and password' },
    },
    {
      what: 'no password',
      change: (url) => (url.password = ''),
      ...{ problem: 'wants a password', remedy: 'user:password@host' },
    },
    {
      what: 'a missing database',
      change: (url) => (url.pathname = '/missing'),
      ...{ problem: 'does not exist', remedy: 'createdb' },
    },
    {
      what: 'no TLS',
      change: (url) => url.searchParams.set('sslmode', 'verify-full'),
      ...{ problem: 'over TLS', remedy: 'sslrootcert' },
    },
  ];

  test.each(cases)('for $what, says so and what to do, without the password', async ({ change, problem, remedy }) => {
    const url = new URL(providedPostgres().admin);
    const { password } = url;
    change(url);
    for (const open of [openPostgresRuntimeStore, openPostgresConsoleStore]) {
      const error = await refusalOf(open({ url: url.href }));
      expect(error).toMatchObject({ code: 'unavailable' });
      expect(error.message).toContain(problem);
      expect(error.hint).toContain(remedy);
      expect(said(error)).not.toContain(SECRET);
      expect(said(error)).not.toContain(password);
    }
  });

  test.each(['REVOKE CREATE ON SCHEMA public FROM PUBLIC', 'REVOKE ALL ON SCHEMA public FROM PUBLIC'])(
    'for a user without rights (%s), says so',
    async (revoke) => {
      const { admin } = providedPostgres();
      const database = await createDatabase(admin);
      const role = `poor_${database.name}`;
      onTestFinished(async () => {
        await database.drop();
        await execute(admin, `DROP ROLE ${role}`);
      });
      await execute(database.url, `CREATE ROLE ${role} LOGIN PASSWORD '${SECRET}'; ${revoke}`);
      const url = new URL(database.url);
      url.username = role;
      url.password = SECRET;
      const error = await refusalOf(openPostgresRuntimeStore({ url: url.href }));
      expect(error).toMatchObject({ code: 'unavailable', hint: expect.stringContaining('grant') as string });
      expect(error.message).toContain('too few rights');
    },
  );

  test('for a server that is too old, says which it takes', () => {
    const facts = { shown: '12.22', version: 120_022, encoding: 'UTF8' };
    expect(() => refuseUnfit(facts, 'x')).toThrow('PostgreSQL 12.22, which is too old');
    expect(() => refuseUnfit({ ...facts, version: 130_000 }, 'x')).not.toThrow();
  });

  test('for a database that does not store Unicode, says how to make one', async () => {
    const { admin } = providedPostgres();
    await execute(admin, `CREATE DATABASE ascii_only ENCODING 'SQL_ASCII' LOCALE 'C' TEMPLATE template0`);
    const url = new URL(admin);
    url.pathname = '/ascii_only';
    expect(await refusalOf(openPostgresRuntimeStore({ url: url.href }))).toMatchObject({
      code: 'precondition',
      message: expect.stringContaining('SQL_ASCII') as string,
      hint: expect.stringContaining("ENCODING 'UTF8'") as string,
    });
    await execute(admin, 'DROP DATABASE ascii_only');
  });

  test('for a database without tables, the console asks for the runtime', async () => {
    const database = await createDatabase(providedPostgres().admin);
    expect(await refusalOf(openPostgresConsoleStore({ url: database.url }))).toMatchObject({
      code: 'unavailable',
      hint: expect.stringContaining('Start the runtime') as string,
    });
    await database.drop();
  });

  test.each([
    [
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES ('1', '', '9999_later', now())`,
      'newer Perdure',
    ],
    [`UPDATE _prisma_migrations SET checksum = 'other'`, 'was edited after'],
    [`UPDATE _prisma_migrations SET finished_at = NULL`, 'did not finish'],
  ])('after %s, says %s', async (sql, problem) => {
    const url = await aDatabase();
    await execute(url, sql);
    const error = await refusalOf(openPostgresRuntimeStore({ url }));
    expect(error).toMatchObject({ code: 'precondition' });
    expect(error.message).toContain(problem);
    if (problem === 'newer Perdure')
      expect(await refusalOf(openPostgresConsoleStore({ url }))).toMatchObject({ code: 'precondition' });
  });
});

describe.skipIf(!hasPostgres())('an open PostgreSQL store', () => {
  test('waits for the disk, whatever the server is set to', async () => {
    const url = await aDatabase();
    const name = new URL(url).pathname.slice(1);
    await execute(url, `ALTER DATABASE ${name} SET synchronous_commit = off`);
    const store = await aRuntimeStore(url);
    await execute(
      url,
      `CREATE TABLE seen (setting text); CREATE FUNCTION see() RETURNS trigger LANGUAGE plpgsql AS
         'BEGIN INSERT INTO seen VALUES (current_setting(''synchronous_commit'')); RETURN NULL; END';
       CREATE TRIGGER see AFTER UPDATE ON meta FOR EACH STATEMENT EXECUTE FUNCTION see()`,
    );
    await store.commit([[aSave(anInstanceRecord({ key: 1 }))]]);
    await execute(url, `DO $$ BEGIN ASSERT (SELECT bool_and(setting = 'on') AND count(*) > 0 FROM seen); END $$`);
  });

  test('refuses an id that does not fit into an index, and goes on', async () => {
    const store = await aRuntimeStore(await aDatabase());
    const longest = Array.from({ length: 1_900 }, (_, index) =>
      String.fromCharCode(97 + ((index * index * 7) % 26)),
    ).join('');
    await store.commit([[aSave(anInstanceRecord({ key: 1, instanceId: longest }))]]);
    const tooLong = Array.from({ length: 3_000 }, (_, index) =>
      String.fromCharCode(0x4e00 + ((index * 7919) % 20_000)),
    ).join('');
    await expect(store.commit([[aSave(anInstanceRecord({ key: 2, instanceId: tooLong }))]])).rejects.toMatchObject({
      code: 'invalid',
      hint: expect.stringContaining('2,000 bytes') as string,
    });
    await store.commit([[aSave(anInstanceRecord({ key: 2 }))]]);
    expect(await store.listIds('shop', undefined, 9)).toEqual([longest, 'order-2']);
  });

  test('keeps texts with U+0000 in them, and finds the instance by one', async () => {
    const store = await aRuntimeStore(await aDatabase());
    const odd = 'a\0b\u0001\0';
    const save = aSave(anInstanceRecord({ key: 1, instanceId: odd, name: odd, lastError: odd, tags: { [odd]: odd } }), {
      payload: { input: odd, output: '\0', customStatus: undefined, failure: undefined },
    });
    await store.commit([[save]]);
    const stored = await store.load({ appId: 'shop', instanceId: odd });
    expect(stored?.record).toEqual(save.record);
    expect(stored?.payload).toEqual(save.payload);
    expect(await store.listIds('shop', 'a', 9)).toEqual([odd]);
  });
});

async function refusalOf(opening: Promise<{ close(): Promise<void> }>): Promise<AppError> {
  const outcome = await opening.then(
    async (store) => store.close(),
    (error: unknown) => error,
  );
  if (outcome instanceof AppError) return outcome;
  throw new Error('it was not refused as it should be', { cause: outcome });
}

/** Everything that a log would show of it. */
function said(error: AppError): string {
  const cause = error.cause instanceof Error ? `${error.cause.stack} ${JSON.stringify(error.cause)}` : '';
  return `${error.stack} ${error.hint} ${cause}`;
}
