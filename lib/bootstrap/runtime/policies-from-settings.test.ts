import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '@/lib/runtime/limits';
import type { PerdureConfig } from '../config/config-schema';
import { readSettings } from '../env';
import { limitsFromSettings, policiesFromSettings } from './policies-from-settings';

let folder: string | undefined;

afterEach(() => {
  if (folder !== undefined) rmSync(folder, { recursive: true });
  folder = undefined;
});

test('without a file nothing is limited, repeated or deleted, and "default" is the one known app', () => {
  const policies = policiesFromSettings(settingsOf({}));
  expect(policies).toMatchObject({ uniqueInstanceIds: false, maxPayloadBytes: Infinity, maxHistoryBytes: Infinity });
  expect(policies.of('default')).toEqual({
    maxPerWorkflow: new Map(),
    maxPerActivity: new Map(),
    retry: new Map(),
    retention: {},
  });
  expect([policies.knows('default'), policies.knows('orders')]).toEqual([true, false]);
  expect(limitsFromSettings(settingsOf({}))).toEqual(DEFAULT_LIMITS);
});

test('bounds and retries go to the app that they are for', () => {
  const policies = policiesFromSettings(
    settingsOf({
      ...{ uniqueInstanceIds: true, maxPayload: '1KiB', maxHistory: 5_000 },
      apps: {
        orders: {
          ...{ grpcPort: 0, maxConcurrentWorkflows: 7, maxConcurrentActivities: 8 },
          workflows: { Order: { maxConcurrent: 2 }, Free: {} },
          activities: {
            Charge: { maxConcurrent: 5, retry: { maxAttempts: 4, firstInterval: '2s', backoff: 3, maxInterval: '1m' } },
            Mail: { maxConcurrent: 6 },
            '*': { retry: { maxAttempts: 2, nonRetriableErrors: ['Broken'] } },
          },
        },
        billing: { grpcPort: 0 },
      },
    }),
  );
  expect(policies).toMatchObject({ uniqueInstanceIds: true, maxPayloadBytes: 1_024, maxHistoryBytes: 5_000 });
  expect(policies.of('orders')).toEqual({
    ...{ maxWorkflows: 7, maxActivities: 8, retention: {} },
    maxPerWorkflow: new Map([['Order', 2]]),
    maxPerActivity: new Map([
      ['Charge', 5],
      ['Mail', 6],
    ]),
    retry: new Map([
      ['Charge', { maxAttempts: 4, firstInterval: 2_000, backoff: 3, maxInterval: 60_000, nonRetriable: [] }],
      ['*', { maxAttempts: 2, firstInterval: 1_000, backoff: 2, maxInterval: 3_600_000, nonRetriable: ['Broken'] }],
    ]),
  });
  expect(policies.of('billing').retry.size).toBe(0);
  expect([policies.knows('billing'), policies.knows('default')]).toEqual([true, false]);
});

test('retention: the app wins over the whole, one status over any', () => {
  const policies = policiesFromSettings(
    settingsOf({
      retention: { anyTerminal: '7d', failed: '30d' },
      apps: {
        orders: { grpcPort: 0, retention: { completed: '1h' } },
        billing: { grpcPort: 0, retention: { anyTerminal: '2h', terminated: 0 } },
      },
    }),
  );
  const [hour, day] = [3_600_000, 86_400_000];
  expect(policies.of('orders').retention).toEqual({ completed: hour, failed: 30 * day, terminated: 7 * day });
  expect(policies.of('billing').retention).toEqual({ completed: 2 * hour, failed: 2 * hour, terminated: 0 });
  expect(policies.of('undeclared').retention).toEqual({ completed: 7 * day, failed: 30 * day, terminated: 7 * day });
});

test('time-outs stand in for the usual ones', () => {
  const timeouts = { turn: '5s', activity: '1h', unknownApp: 0, terminateGrace: '1s' };
  expect(limitsFromSettings(settingsOf({ timeouts }))).toEqual({
    ...DEFAULT_LIMITS,
    ...{ turnTimeout: 5_000, activityTimeout: 3_600_000, unknownAppTimeout: 0, terminateGrace: 1_000 },
  });
});

function settingsOf(config: PerdureConfig) {
  folder ??= mkdtempSync(join(tmpdir(), 'perdure-policies-'));
  writeFileSync(join(folder, 'perdure.config.json'), JSON.stringify(config));
  return readSettings({}, folder);
}
