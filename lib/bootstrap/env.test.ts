import { describe, expect, test } from 'vitest';
import { AppError } from '@/lib/domain/app-error';
import { readSettings } from './env';

describe('readSettings', () => {
  test('needs nothing: every setting has a default', () => {
    expect(readSettings({})).toEqual({
      dataDir: './data',
      storePath: 'data/perdure.db',
      host: '127.0.0.1',
      consolePort: 3000,
      grpcPort: 50001,
      httpPort: 3500,
      metricsPort: 9464,
      apps: [{ appId: 'default', tokens: [] }],
      demo: true,
      logLevel: 'info',
      logFormat: 'text',
    });
  });

  test('takes what is given; an empty variable counts as absent', () => {
    const settings = readSettings({
      PERDURE_DATA_DIR: '/var/lib/perdure',
      PERDURE_HOST: '0.0.0.0',
      PERDURE_CONSOLE_PORT: '0',
      PERDURE_GRPC_PORT: '40001',
      PERDURE_HTTP_PORT: ' ',
      PERDURE_DEMO: '0',
      PERDURE_LOG_LEVEL: 'debug',
      PERDURE_LOG_FORMAT: 'json',
    });
    expect(settings).toMatchObject({
      storePath: '/var/lib/perdure/perdure.db',
      host: '0.0.0.0',
      consolePort: 0,
      grpcPort: 40001,
      httpPort: 3500,
      apps: [{ appId: 'default' }],
      demo: false,
      logLevel: 'debug',
      logFormat: 'json',
    });
  });

  test.each([
    ['PERDURE_GRPC_PORT', '65536', 'from 0 to 65535'],
    ['PERDURE_CONSOLE_PORT', '3000x', 'from 0 to 65535'],
    ['PERDURE_HTTP_PORT', '-1', 'from 0 to 65535'],
    ['PERDURE_HOST', 'http://localhost', 'without a port'],
    ['PERDURE_DEMO', 'maybe', '0 or 1'],
    ['PERDURE_LOG_LEVEL', 'loud', 'trace, debug, info'],
    ['PERDURE_LOG_FORMAT', 'xml', 'text, json'],
    ['PERDURE_APPS', 'orders', 'orders=50001,billing=50002'],
    ['PERDURE_APPS', 'orders=70000', 'orders=50001,billing=50002'],
    ['PERDURE_APPS', 'orders=1,orders=2', '"orders" is given twice'],
    ['DATABASE_URL', 'mysql://root@db/x', 'file: followed by a path'],
    ['DATABASE_URL', 'file:', 'file: followed by a path'],
  ])('refuses %s=%s and says what is allowed', (name, value, allowed) => {
    const error = refusal({ [name]: value });
    expect(error.code).toBe('invalid');
    expect(error.message).toContain(name);
    expect(error.message).toContain(allowed);
    expect(error.hint).not.toBe(undefined);
  });

  test('names the refused value', () => {
    expect(refusal({ PERDURE_LOG_LEVEL: 'loud' }).message).toContain('"loud"');
  });

  test('refuses one port for two doors, but any number of free ports', () => {
    const error = refusal({ PERDURE_HTTP_PORT: '3000' });
    expect(error.message).toContain('PERDURE_CONSOLE_PORT and PERDURE_HTTP_PORT are both 3000');
    expect(readSettings({ PERDURE_HTTP_PORT: '0', PERDURE_CONSOLE_PORT: '0' })).toMatchObject({ httpPort: 0 });
  });
});

describe('DATABASE_URL', () => {
  test.each([
    ['file:./my.db', './my.db'],
    ['file:/srv/my.db', '/srv/my.db'],
    ['file:///srv/with%20space.db', '/srv/with space.db'],
  ])('%s is the file %s', (url, path) => {
    expect(readSettings({ DATABASE_URL: url }).storePath).toBe(path);
  });

  test('PostgreSQL is refused by name and without repeating the password', () => {
    const error = refusal({ DATABASE_URL: 'postgresql://me:secret@db/perdure' });
    expect(error.message).toContain('PostgreSQL');
    expect(error.message).not.toContain('secret');
    expect(refusal({ DATABASE_URL: 'mysql://me:secret@db/perdure' }).message).not.toContain('secret');
  });
});

describe('PERDURE_APPS', () => {
  test('gives each App ID its listener, in the order given, and wins over PERDURE_GRPC_PORT', () => {
    const { apps } = readSettings({ PERDURE_APPS: 'orders=50001, billing=0', PERDURE_GRPC_PORT: '4' });
    expect(apps).toEqual([
      { appId: 'orders', grpcPort: 50001, tokens: [] },
      { appId: 'billing', grpcPort: 0, tokens: [] },
    ]);
  });
});

function refusal(env: Record<string, string>): AppError {
  try {
    readSettings(env);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('the settings were accepted');
}
