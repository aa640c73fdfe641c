import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readSettings } from '@/lib/bootstrap/env';
import { describeSettings } from './describe-settings';

function valuesOf(config: object, env: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), 'perdure-settings-'));
  writeFileSync(join(folder, 'perdure.config.json'), JSON.stringify(config));
  const groups = describeSettings(readSettings(env, folder));
  return Object.fromEntries(groups.flatMap(({ settings }) => settings.map(({ key, value }) => [key, value])));
}

test('without a configuration all is as the documentation says', () => {
  expect(valuesOf({})).toMatchObject({
    ...{ host: '127.0.0.1', grpcPort: '50001', 'retention.completed': 'for ever', maxPayload: 'no limit' },
    ...{ 'timeouts.turn': '1 min (default)', 'apps.default.apiTokens': 'none: everybody may call' },
  });
});

test('what is set is told, and of tokens and passwords nothing', () => {
  const config = {
    retention: { anyTerminal: '7d', failed: '30d' },
    maxPayload: '4MiB',
    declaredPaths: ['input.id', 'input.lines[0].sku'],
    timeouts: { turn: '90s' },
    apps: {
      orders: {
        ...{ grpcPort: 50_002, apiTokens: ['very-secret'], maxConcurrentActivities: 5, retention: { failed: '90d' } },
        activities: { Charge: { retry: { maxAttempts: 5 } } },
      },
    },
  };
  const values = valuesOf(config, { DATABASE_URL: 'postgresql://ana:hidden@db/perdure' });
  expect(values).toMatchObject({
    ...{ databaseUrl: 'postgresql://ana@db/perdure', maxPayload: '4,194,304 bytes', 'timeouts.turn': '1 min 30 s' },
    ...{ 'retention.completed': '7 d', 'retention.failed': '30 d', 'apps.orders.grpcPort': '50002' },
    declaredPaths: 'input.id, input.lines.0.sku',
    ...{ 'apps.orders.retention.failed': '90 d', 'apps.orders.retention.completed': '7 d' },
    ...{ 'apps.orders.activities.Charge.retry': '5 attempts', 'apps.orders.maxConcurrentActivities': '5' },
  });
  expect(JSON.stringify(values)).not.toMatch(/very-secret|hidden/);
});
