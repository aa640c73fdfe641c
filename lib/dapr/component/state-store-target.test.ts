import { describe, expect, test } from 'vitest';
import { AppError } from '@/lib/domain/app-error';
import { parseComponents } from './component';
import type { Surroundings } from './resolve-secrets';
import { stateStoreTarget, type StateStoreTarget } from './state-store-target';

type Given = {
  readonly type?: string;
  readonly version?: string;
  readonly metadata: string;
  readonly more?: string;
  readonly env?: Surroundings['env'];
  readonly files?: Readonly<Record<string, string>>;
  readonly name?: string;
};

function yamlOf({ type = 'state.postgresql', version = 'v2', metadata, more = '' }: Given): string {
  return `apiVersion: dapr.io/v1alpha1
kind: Component
metadata:
  name: statestore
spec:
  type: ${type}
  version: ${version}
  metadata:
${metadata}
${more}`;
}

function target(given: Given): StateStoreTarget {
  const components = parseComponents(yamlOf(given), 'store.yaml');
  const readFile = (path: string): string | undefined => given.files?.[path];
  return stateStoreTarget({ components, env: given.env ?? {}, readFile }, given.name);
}

function refusalOf(given: Given): string {
  try {
    target(given);
  } catch (error) {
    if (error instanceof AppError) return `${error.message} ${error.hint ?? ''}`;
    throw error;
  }
  return 'was not refused';
}

const item = (name: string, value: string): string => `  - name: ${name}\n    value: ${JSON.stringify(value)}`;

describe('PostgreSQL', () => {
  test('is told by a URL; the version names the layout', () => {
    const metadata = item('connectionString', 'postgres://dapr:pass%20word@db.example:5433/state?sslmode=require');
    const url = 'postgresql://dapr:pass%20word@db.example:5433/state?sslmode=require';
    expect(target({ metadata })).toEqual({ layout: 'postgresql-v2', url, table: 'state' });
    expect(target({ metadata, version: 'v1' })).toEqual({ layout: 'postgresql-v1', url, table: 'state' });
    expect(refusalOf({ metadata, version: 'v3' })).toContain('unknown version v3');
  });

  test('is told by words, and by fields that take precedence', () => {
    const words = item('connectionString', "host=localhost user=dapr password='it\\'s secret' port=5432 database=one");
    expect(target({ metadata: `${words}\n${item('database', 'two')}` })).toMatchObject({
      url: "postgresql://dapr:it's%20secret@localhost:5432/two",
    });
  });

  test('has tables of other names', () => {
    const at = item('connectionString', 'postgresql://h/d');
    expect(target({ metadata: `${at}\n${item('tablePrefix', 'audit.dapr_')}` })).toMatchObject({
      table: 'audit.dapr_state',
    });
    expect(target({ metadata: `${at}\n${item('tableName', 'kept')}`, version: 'v1' })).toMatchObject({ table: 'kept' });
    expect(refusalOf({ metadata: `${at}\n${item('tablePrefix', 'x; drop ')}` })).toContain('no table name');
  });

  test('without a server, or with a way to sign in that is not ours, is refused', () => {
    expect(refusalOf({ metadata: item('actorStateStore', 'true') })).toContain('neither connectionString nor host');
    const azure = `${item('host', 'h')}\n${item('useAzureAD', 'true')}`;
    expect(refusalOf({ metadata: azure })).toContain('signs in by useAzureAD');
  });
});

describe('SQLite and Redis', () => {
  test.each([
    ['/data/state.db', '/data/state.db'],
    ['file:/data/state.db?cache=shared&_txlock=immediate', '/data/state.db'],
  ])('the SQLite file of %s', (connectionString, path) => {
    const metadata = item('connectionString', connectionString);
    expect(target({ type: 'state.sqlite', version: 'v1', metadata })).toEqual({
      layout: 'sqlite',
      path,
      table: 'state',
    });
  });

  test('a database in memory is refused', () => {
    for (const value of [':memory:', 'file::memory:?cache=shared', 'file:x?mode=memory']) {
      expect(refusalOf({ type: 'state.sqlite', metadata: item('connectionString', value) })).toContain(
        'no SQLite file',
      );
    }
  });

  test('Redis has host, port, account, database and TLS', () => {
    const metadata = [
      ...[item('redisHost', 'cache:6380'), item('redisUsername', 'perdure'), item('redisPassword', 'secret')],
      ...[item('redisDB', '2'), '  - name: enableTLS\n    value: true'],
    ].join('\n');
    expect(target({ type: 'state.redis', version: 'v1', metadata })).toEqual({
      ...{
        layout: 'redis',
        host: 'cache',
        port: 6380,
        username: 'perdure',
        password: 'secret',
        database: 2,
        tls: true,
      },
    });
    expect(target({ type: 'state.redis', metadata: item('redisHost', 'cache') })).toMatchObject({
      port: 6379,
      tls: false,
    });
    const cluster = `${item('redisHost', 'cache:1')}\n${item('redisType', 'cluster')}`;
    expect(refusalOf({ type: 'state.redis', metadata: cluster })).toContain('a Redis cluster');
  });
});

describe('references', () => {
  const reference = '  - name: connectionString\n    secretKeyRef: { name: PG_URL, key: url }';
  const auth = 'auth:\n  secretStore: secrets\n';
  const store = (type: string, metadata = ''): string =>
    `${auth}---\nkind: Component\nmetadata: { name: secrets }\nspec:\n  type: ${type}\n  metadata: [${metadata}]\n`;

  test('to a variable of the environment', () => {
    const metadata = '  - name: connectionString\n    envRef: PG';
    expect(target({ metadata, env: { PG: 'postgresql://h/d' } })).toMatchObject({ url: 'postgresql://h/d' });
    expect(refusalOf({ metadata })).toContain('the environment variable PG, which is not set');
  });

  test('to a secret in the environment', () => {
    const given = { metadata: reference, more: store('secretstores.local.env') };
    expect(target({ ...given, env: { url: 'postgresql://h/d' } })).toMatchObject({ url: 'postgresql://h/d' });
    expect(target({ ...given, env: { PG_URL: 'postgresql://h/e' } })).toMatchObject({ url: 'postgresql://h/e' });
    expect(refusalOf(given)).toContain("the secret 'PG_URL', key 'url', which 'secrets' does not have");
  });

  test('to a secret in a file', () => {
    const more = store('secretstores.local.file', '{ name: secretsFile, value: secrets.json }');
    const files = { 'secrets.json': '{"PG_URL":{"url":"postgresql://h/f"}}' };
    expect(target({ metadata: reference, more, files })).toMatchObject({ url: 'postgresql://h/f' });
    expect(refusalOf({ metadata: reference, more })).toContain('no readable secretsFile: secrets.json');
    expect(refusalOf({ metadata: reference, more, files: { 'secrets.json': '{' } })).toContain('is not valid JSON');
  });

  test('to a store that cannot be read, is not there, or is not named', () => {
    const vault = { metadata: reference, more: store('secretstores.hashicorp.vault') };
    expect(refusalOf(vault)).toContain('cannot read secrets from secretstores.hashicorp.vault');
    expect(refusalOf({ metadata: reference, more: auth })).toContain("the secret store 'secrets' is not known");
    expect(refusalOf({ metadata: reference })).toContain('no secret store is named');
  });
});

describe('which component', () => {
  const second = `---
kind: Component
metadata: { name: other }
spec:
  type: state.sqlite
  metadata: [{ name: connectionString, value: /x.db }]
`;

  test('the one for actors, or the one that is named', () => {
    const metadata = `${item('host', 'h')}\n${item('actorStateStore', 'true')}`;
    expect(target({ metadata, more: second })).toMatchObject({ layout: 'postgresql-v2' });
    expect(target({ metadata, more: second, name: 'other' })).toMatchObject({ layout: 'sqlite' });
    expect(refusalOf({ metadata, more: second, name: 'third' })).toContain('Choose one: statestore, other.');
    expect(refusalOf({ metadata: item('host', 'h'), more: second })).toContain('More than one state store');
  });

  test('a type that is not known is refused with those that are', () => {
    const refusal = refusalOf({ type: 'state.mongodb', metadata: item('host', 'h') });
    expect(refusal).toContain('state.mongodb');
    expect(refusal).toContain('state.postgresql, state.sqlite, state.redis');
    expect(refusalOf({ type: 'pubsub.redis', metadata: item('redisHost', 'h') })).toContain('No state store component');
  });

  test('what is no YAML, or no whole component, is refused with the place', () => {
    expect(() => parseComponents('a: [', 'store.yaml')).toThrow(/^store\.yaml is not valid YAML/);
    expect(() => parseComponents('kind: Component\nmetadata: {}', 'store.yaml')).toThrow(/metadata\.name/);
    expect(parseComponents('kind: Configuration\n', 'store.yaml')).toEqual([]);
  });
});
