import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PerdureConfig } from './config/config-schema';
import { readSettings } from './env';
import { handOnSettings, withPorts } from './hand-on-settings';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'perdure-settings-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

/** The settings of a folder with this configuration in it. */
function read(config: PerdureConfig, env: Record<string, string> = {}) {
  writeFileSync(join(folder, 'perdure.config.json'), JSON.stringify(config));
  return readSettings(env, folder);
}

describe('environment and file', () => {
  test('the file stands in for the default, the environment for the file', () => {
    const config: PerdureConfig = { dataDir: 'here', consolePort: 1, httpPort: 2, demo: false, logLevel: 'warn' };
    expect(read(config, { PERDURE_HTTP_PORT: '3', PERDURE_DEMO: '1' })).toMatchObject({
      ...{ dataDir: 'here', store: { kind: 'sqlite', path: 'here/perdure.db' }, logLevel: 'warn' },
      ...{ consolePort: 1, httpPort: 3, metricsPort: 9464, demo: true },
    });
  });

  test('a store of the file is refused by the name of its key', () => {
    expect(read({ databaseUrl: 'file:./a.db' }).store).toEqual({ kind: 'sqlite', path: './a.db' });
    expect(() => read({ databaseUrl: 'mysql://x' })).toThrow('perdure.config.json: databaseUrl is "mysql://x"');
    expect(read({ databaseUrl: 'file:./a.db' }, { DATABASE_URL: 'file:./b.db' }).store).toEqual({
      kind: 'sqlite',
      path: './b.db',
    });
  });

  test('another file can be named', () => {
    writeFileSync(join(folder, 'other.json'), '{ "consolePort": 7 }');
    expect(readSettings({ PERDURE_CONFIG: 'other.json' }, folder).consolePort).toBe(7);
  });
});

describe('apps', () => {
  test('of PERDURE_APPS come first and keep what the file says of them', () => {
    const config: PerdureConfig = {
      apps: { orders: { grpcPort: 1, maxConcurrentWorkflows: 3 }, billing: { grpcPort: 2 } },
    };
    expect(read(config).apps.map(({ appId }) => appId)).toEqual(['orders', 'billing']);
    expect(read(config, { PERDURE_APPS: 'mail=5,orders=6' }).apps).toEqual([
      { appId: 'mail', grpcPort: 5, tokens: [] },
      { appId: 'orders', grpcPort: 6, tokens: [], maxConcurrentWorkflows: 3 },
      { appId: 'billing', grpcPort: 2, tokens: [] },
    ]);
  });

  test('there is "default" when none is declared, and only then', () => {
    expect(read({ apps: {} }).apps).toEqual([{ appId: 'default', tokens: [] }]);
    expect(read({ apps: { orders: { apiTokens: ['t'] } } }).apps.map(({ appId }) => appId)).toEqual(['orders']);
  });

  test('need a way in: a port or a token, and "default" neither', () => {
    expect(() => read({ apps: { orders: {} } })).toThrow('apps.orders has neither grpcPort nor apiTokens');
    expect(read({ apps: { orders: {} } }, { PERDURE_APPS: 'orders=1' }).apps).toHaveLength(1);
    expect(read({ apps: { default: {} } }).apps).toHaveLength(1);
  });

  test('take tokens from the environment', () => {
    const config: PerdureConfig = { apps: { orders: { apiTokens: ['plain', 'env:ORDERS_TOKEN'] } } };
    expect(read(config, { ORDERS_TOKEN: 'hidden' }).apps[0].tokens).toEqual(['plain', 'hidden']);
    expect(() => read(config)).toThrow('ORDERS_TOKEN is not set');
    expect(() => read(config, { ORDERS_TOKEN: 'two words' })).toThrow('ORDERS_TOKEN is not a text of visible ASCII');
    expect(() => read(config, { ORDERS_TOKEN: 'two words' })).not.toThrow(/two words/);
  });

  test('have no token in common', () => {
    const apps = { orders: { apiTokens: ['same'] }, billing: { apiTokens: ['own', 'same'] } };
    expect(() => read({ apps })).toThrow('apps.orders and apps.billing have a token in common');
    expect(() => read({ apps })).not.toThrow(/same/);
    expect(read({ apps: { orders: { apiTokens: ['twice', 'twice'] } } }).apps).toHaveLength(1);
  });

  test('have ports of their own, HTTP ones too', () => {
    const clash = 'the gRPC port of app "orders" and the HTTP port of app "orders" are both 4444';
    expect(() => read({ apps: { orders: { grpcPort: 4444, httpPort: 4444 } } })).toThrow(clash);
    expect(() => read({ apps: { orders: { grpcPort: 3500 } } })).toThrow('PERDURE_HTTP_PORT and the gRPC port');
    expect(() => read({ grpcPort: 3500 })).toThrow('PERDURE_HTTP_PORT and PERDURE_GRPC_PORT are both 3500');
    // Nobody uses the shared port here.
    expect(read({ grpcPort: 3500, apps: { orders: { grpcPort: 1 } } }).grpcPort).toBe(3500);
  });
});

describe('handed on', () => {
  const config: PerdureConfig = {
    apps: { orders: { grpcPort: 0, httpPort: 0 }, billing: { apiTokens: ['env:TOKEN'], retention: { failed: '1d' } } },
    httpPort: 0,
    timeouts: { turn: '5s' },
  };

  test('they are the same in another process, whatever file and environment say there', () => {
    const settings = read(config, { TOKEN: 'secret' });
    expect(read({ consolePort: 9 }, { ...handOnSettings(settings), PERDURE_HOST: 'elsewhere' })).toEqual(settings);
  });

  test('they can carry the ports that were really opened', () => {
    const settings = read(config, { TOKEN: 'secret' });
    const apps = [
      { appId: 'orders', grpcPort: 11, httpPort: 12 },
      { appId: 'billing', grpcPort: 13 },
    ];
    const actual = withPorts(settings, { apps, httpPort: 14, metricsPort: 15 });
    expect(actual).toMatchObject({ grpcPort: 13, httpPort: 14, metricsPort: 15, timeouts: { turn: 5_000 } });
    expect(actual.apps).toEqual([
      { appId: 'orders', grpcPort: 11, httpPort: 12, tokens: [] },
      { appId: 'billing', tokens: ['secret'], retention: { failed: 86_400_000 } },
    ]);
  });
});
