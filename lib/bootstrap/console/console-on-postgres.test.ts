import { describe, expect, onTestFinished, test } from 'vitest';
import { readSettings } from '@/lib/bootstrap/env';
import { LOCAL_OPERATOR } from '@/lib/domain/actor';
import { NO_FILTER } from '@/lib/domain/instance-filter';
import { bindServices } from '@/lib/services/bind-services';
import { createDatabase } from '@/lib/testing/postgres/databases';
import { hasPostgres, providedPostgres } from '@/lib/testing/postgres/provided-postgres';
import { aRuntimeStore } from '@/lib/testing/postgres/test-store';
import { anInstanceRecord, aSave } from '@/lib/testing/store-builders';
import { wireContext } from './get-services';

describe.skipIf(!hasPostgres())('the console on PostgreSQL', () => {
  test('says that the tables are missing, reads as soon as they are there, and never tells the password', async () => {
    const database = await createDatabase(providedPostgres().admin);
    onTestFinished(() => database.drop());
    const services = servicesOn(database.url);
    await expect(services.countInstances(NO_FILTER)).rejects.toMatchObject({
      code: 'unavailable',
      hint: expect.stringContaining('runtime') as string,
    });
    const store = await aRuntimeStore(database.url);
    await store.commit([[aSave(anInstanceRecord({ key: 1 }))]]);
    expect(await services.countInstances(NO_FILTER)).toMatchObject({ total: { count: 1 } });
    const { store: shown } = await services.getRuntimeState();
    expect(shown).toContain(database.name);
    expect(shown).not.toContain(new URL(database.url).password);
  });

  test('shows changes as they are committed', async () => {
    const database = await createDatabase(providedPostgres().admin);
    onTestFinished(() => database.drop());
    const store = await aRuntimeStore(database.url);
    const services = servicesOn(database.url);
    const leave = new AbortController();
    const feeds = services.watchChanges({ after: 0, signal: leave.signal });
    const next = feeds.next();
    await store.commit([[aSave(anInstanceRecord({ key: 1 }))]]);
    expect((await next).value).toMatchObject({ revision: 1, changed: [{ instanceId: 'order-1' }] });
    leave.abort();
    expect((await feeds.next()).done).toBe(true);
  });
});

function servicesOn(url: string) {
  return bindServices(wireContext(readSettings({ DATABASE_URL: url })), { actor: LOCAL_OPERATOR });
}
