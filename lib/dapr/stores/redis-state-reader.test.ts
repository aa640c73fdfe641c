import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { filledRedis } from '@/lib/testing/dapr/filled-stores';
import { findRedis, startRedis, type RedisServer } from '@/lib/testing/dapr/redis-server';
import { openRedisStateReader } from './redis-state-reader';
import { describeStateReader } from './state-reader.testsuite';

const program = findRedis();

describe.skipIf(program === undefined)('Redis', () => {
  let server: RedisServer;
  beforeAll(async () => {
    server = await startRedis(program ?? '');
  });
  afterAll(() => server.stop());

  describeStateReader('Redis', () => filledRedis(server.port, 0));

  test('times are not noted, and asking for them is refused', async () => {
    const reader = openRedisStateReader({
      layout: 'redis',
      host: '127.0.0.1',
      port: server.port,
      database: 0,
      tls: false,
    });
    expect(reader.notesTimes).toBe(false);
    await expect(reader.changedSince(undefined, 10)).rejects.toMatchObject({ code: 'precondition' });
    await reader.close();
  });
});

test('a server that is not there is named', async () => {
  const target = { layout: 'redis', host: '127.0.0.1', port: 1, password: 'secret', database: 0, tls: false } as const;
  const reader = openRedisStateReader(target);
  const refusal = reader.list(undefined, 10);
  await expect(refusal).rejects.toMatchObject({ code: 'unavailable' });
  await expect(refusal).rejects.toThrow(/redis:\/\/127\.0\.0\.1:1\/0/);
  await expect(refusal).rejects.not.toThrow(/secret/);
  await reader.close();
});
