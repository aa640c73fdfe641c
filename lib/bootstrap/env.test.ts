import { describe, expect, test } from 'vitest';
import { AppError } from '@/lib/domain/app-error';
import { readSettings } from './env';
import { storeName } from './store-place';

describe('readSettings', () => {
  test('needs nothing: every setting has a default', () => {
    expect(readSettings({})).toEqual({
      dataDir: './data',
      store: { kind: 'sqlite', path: 'data/perdure.db' },
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
      store: { kind: 'sqlite', path: '/var/lib/perdure/perdure.db' },
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
    ['DATABASE_URL', 'postgresql://me:secret@db', 'names no database'],
    ['DATABASE_URL', 'postgresql://me:secret@db/x?schema=y', '"schema", which Perdure does not know'],
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
    expect(readSettings({ DATABASE_URL: url }).store).toEqual({ kind: 'sqlite', path });
  });

  test.each(['postgresql', 'postgres'])('may name a database of PostgreSQL with %s:', (scheme) => {
    const url = `${scheme}://me:secret@db:5433/perdure?sslmode=verify-full`;
    const { store } = readSettings({ DATABASE_URL: url });
    expect(store).toEqual({ kind: 'postgres', url });
    expect(storeName(store)).toBe(`${scheme}://me@db:5433/perdure?sslmode=verify-full`);
  });

  test.each([
    'mysql://me:secret@db/perdure',
    'postgresql://me:secret@db',
    'postgresql://me:not/a:p@ss?secret@db',
    'postgresql://me:secret@db/x?schema=y&sslpassword=secret',
    'postgres://secret',
  ])('is refused without repeating the password of %s', (url) => {
    const { message, hint } = refusal({ DATABASE_URL: url });
    if (url.includes('@')) expect(`${message} ${hint}`).not.toContain('secret');
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
