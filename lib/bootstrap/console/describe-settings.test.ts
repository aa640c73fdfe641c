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

test('who may come in is told, and no secret of it', () => {
  expect(valuesOf({})['auth']).toBe('everybody at this machine');
  const hash = `scrypt$65536$8$2$${'A'.repeat(22)}$${'B'.repeat(43)}`;
  const auth = { users: { ada: { role: 'admin', password: hash } }, session: { idle: '5m' } };
  const values = valuesOf(
    { auth },
    {
      ...{ PERDURE_PUBLIC_URL: 'https://p.example.com', PERDURE_AUTH_OIDC_ISSUER: 'https://keys.example.com' },
      ...{ PERDURE_AUTH_OIDC_CLIENT_ID: 'a', PERDURE_AUTH_OIDC_CLIENT_SECRET: 'hidden', PERDURE_AUTH_OIDC_ADMINS: 'b' },
    },
  );
  expect(values).toMatchObject({
    ...{
      'auth.users': '1, not named here',
      'auth.oidc.issuer': 'https://keys.example.com',
      'auth.oidc.claim': 'groups',
    },
    ...{ 'auth.session.idle': '5 min', 'auth.session.absolute': '12 h', publicUrl: 'https://p.example.com' },
  });
  expect(JSON.stringify(values)).not.toMatch(/hidden|scrypt|ada/);
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
