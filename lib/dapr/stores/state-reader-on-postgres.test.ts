import { describe, expect, test } from 'vitest';
import { filledPostgres } from '@/lib/testing/dapr/filled-stores';
import { hasPostgres, providedPostgres } from '@/lib/testing/postgres/provided-postgres';
import { openPostgresStateReader } from './postgres-state-reader';
import { describeChanges, describeStateReader } from './state-reader.testsuite';

describe.skipIf(!hasPostgres())('PostgreSQL', () => {
  for (const layout of ['postgresql-v2', 'postgresql-v1'] as const) {
    describeStateReader(layout, () => filledPostgres(layout, providedPostgres().admin));
    describeChanges(layout, () => filledPostgres(layout, providedPostgres().admin));
  }

  test('an account that may not read is told, without its password', async () => {
    const url = new URL(providedPostgres().admin);
    url.password = 'wrong-secret';
    const reader = openPostgresStateReader({ layout: 'postgresql-v2', url: url.href, table: 'state' });
    const refusal = reader.list(undefined, 10);
    await expect(refusal).rejects.toMatchObject({ code: 'unavailable' });
    await expect(refusal).rejects.not.toThrow(/wrong-secret/);
    await reader.close();
  });
});
