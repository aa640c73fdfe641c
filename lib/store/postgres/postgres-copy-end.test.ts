import { describe, expect, onTestFinished, test } from 'vitest';
import { execute, query } from '@/lib/testing/postgres/databases';
import { hasPostgres } from '@/lib/testing/postgres/provided-postgres';
import { aDatabase } from '@/lib/testing/postgres/test-store';
import { COPIED_TABLES } from '../copy/copied-tables';
import { PostgresCopyEnd } from './postgres-copy-end';

describe.skipIf(!hasPostgres())('a PostgreSQL store as one end of a copy', () => {
  test('gives every table and column, with its type, but for marks, lease, migrations and the index over ids', async () => {
    const found = await query<{ name: string }>(
      await aDatabase(),
      `SELECT table_name || '.' || column_name || ' ' || udt_name AS name FROM information_schema.columns
       WHERE table_schema = 'public' AND table_name NOT IN ('meta', 'lease', '_prisma_migrations', 'instance_text')`,
    );
    const typeNames = { bigint: 'int8', int: 'int4', text: 'text', float8: 'float8', bytea: 'bytea' };
    const copied = COPIED_TABLES.flatMap(({ name, columns }) =>
      columns.map(({ column, type }) => `${name}.${column} ${typeNames[type]}`),
    );
    expect(copied.toSorted()).toEqual(found.map(({ name }) => name).toSorted());
  });

  test('takes nothing any more once another has the lease', async () => {
    const url = await aDatabase();
    const end = await PostgresCopyEnd.open(url, {});
    onTestFinished(() => end.close());
    await execute(url, `UPDATE lease SET epoch = epoch + 1, holder_id = 'other'`);
    const counter = COPIED_TABLES.find(({ name }) => name === 'counter');
    if (counter === undefined) throw new Error('there is a table of counters');
    await expect(end.add(counter, [['shop', 'Order', 'running', 1]])).rejects.toMatchObject({ name: 'LeaseLost' });
    expect(await end.page(counter, undefined, 9)).toEqual([]);
  });
});
