import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { refuseOpenConsole } from './auth-settings';
import { readSettings } from './env';

const PUBLIC = { PERDURE_PUBLIC_URL: 'https://perdure.example.com' };
const PREFIX = 'PERDURE_AUTH_OIDC_';
const ENV = {
  ...PUBLIC,
  [`${PREFIX}ISSUER`]: 'https://keys.example.com/realms/a',
  [`${PREFIX}CLIENT_ID`]: 'perdure',
  [`${PREFIX}CLIENT_SECRET`]: 'of-the-environment',
  [`${PREFIX}ADMINS`]: 'leads, owners',
};
const OIDC = {
  ...{ issuer: 'https://keys.example.com', clientId: 'perdure', clientSecret: 'env:KEYS_SECRET' },
  grants: [{ values: ['shop'], role: 'operator', apps: ['shop'], seesPayloads: false }],
};

function read(config: object, env: Record<string, string> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'perdure-oidc-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'perdure.config.json'), JSON.stringify(config));
  return readSettings(env, folder);
}

const everything = { apps: [], workflows: [] };

test('the environment alone is enough', () => {
  const { auth } = read({}, { ...ENV, [`${PREFIX}VIEWERS`]: '*', [`${PREFIX}SCOPES`]: 'openid, groups' });
  expect(auth).toEqual({
    users: [],
    session: { idle: 3_600_000, absolute: 43_200_000 },
    oidc: {
      ...{ name: 'keys.example.com', issuer: ENV[`${PREFIX}ISSUER`], publicUrl: PUBLIC.PERDURE_PUBLIC_URL },
      ...{ clientId: 'perdure', clientSecret: 'of-the-environment', scopes: ['openid', 'groups'] },
      ...{ nameClaim: undefined, claim: 'groups' },
      grants: [
        { values: ['leads', 'owners'], role: 'admin', scope: everything, seesPayloads: true },
        { values: ['*'], role: 'viewer', scope: everything, seesPayloads: true },
      ],
    },
  });
});

test('so is the file, and the environment goes first', () => {
  const config = { auth: { oidc: { ...OIDC, name: 'Keys', claim: 'roles' } } };
  const { auth } = read(config, { ...PUBLIC, KEYS_SECRET: 's', [`${PREFIX}CLAIM`]: 'realm_access.roles' });
  expect(auth?.oidc).toEqual({
    ...{
      name: 'Keys',
      issuer: OIDC.issuer,
      publicUrl: PUBLIC.PERDURE_PUBLIC_URL,
      clientId: 'perdure',
      clientSecret: 's',
    },
    ...{ scopes: ['openid', 'profile', 'email'], nameClaim: undefined, claim: 'realm_access.roles' },
    grants: [{ values: ['shop'], role: 'operator', scope: { apps: ['shop'], workflows: [] }, seesPayloads: false }],
  });
});

test('a provider is sign-in enough for a console that others can reach', () => {
  expect(() => refuseOpenConsole(read({}, { ...ENV, PERDURE_HOST: '0.0.0.0' }))).not.toThrow();
});

describe('is refused:', () => {
  test.each<[string, Record<string, string>, RegExp]>([
    ['no public address', { PERDURE_PUBLIC_URL: '' }, /PERDURE_PUBLIC_URL is missing/],
    ['no issuer', { [`${PREFIX}ISSUER`]: '' }, /PERDURE_AUTH_OIDC_ISSUER is missing/],
    ['no client', { [`${PREFIX}CLIENT_ID`]: '' }, /PERDURE_AUTH_OIDC_CLIENT_ID is missing/],
    ['no secret', { [`${PREFIX}CLIENT_SECRET`]: '' }, /PERDURE_AUTH_OIDC_CLIENT_SECRET is missing/],
    ['nobody with a role', { [`${PREFIX}ADMINS`]: '' }, /nobody would get a role/],
    ['values that are none', { [`${PREFIX}ADMINS`]: ' , ' }, /OIDC_ADMINS is ","\. Allowed: values of the claim/],
    ['an issuer without https', { [`${PREFIX}ISSUER`]: 'http://keys.example.com' }, /OIDC_ISSUER is .*https address/],
    ['an issuer with a query', { [`${PREFIX}ISSUER`]: 'https://keys.example.com?a' }, /OIDC_ISSUER is/],
    ['scopes without openid', { [`${PREFIX}SCOPES`]: 'email' }, /OIDC_SCOPES is "email"\. Allowed: .*openid/],
    ['a name that cannot be shown', { [`${PREFIX}NAME`]: 'a\u0007b' }, /OIDC_NAME is/],
  ])('%s', (_, env, message) => {
    expect(() => read({}, { ...ENV, ...env })).toThrow(message);
  });

  test.each<[object, RegExp]>([
    [{ ...OIDC, issuer: 'keys' }, /auth\.oidc\.issuer is "keys"/],
    [
      { ...OIDC, clientSecret: 'env:NOT_SET' },
      /auth\.oidc\.clientSecret comes from the environment, and NOT_SET is not set/,
    ],
    [{ ...OIDC, scopes: ['email'] }, /auth\.oidc\.scopes.*openid/],
    [{ ...OIDC, grants: [] }, /auth\.oidc\.grants/],
    [{ ...OIDC, grants: [{ values: [], role: 'admin' }] }, /auth\.oidc\.grants\.0\.values/],
    [{ ...OIDC, grants: [{ values: ['a'], role: 'boss' }] }, /auth\.oidc\.grants\.0\.role is "boss"/],
    [{ ...OIDC, issuers: [] }, /there is no key "auth\.oidc\.issuers"/],
  ])('%j', (oidc, message) => {
    expect(() => read({ auth: { oidc } }, { ...PUBLIC, KEYS_SECRET: 's' })).toThrow(message);
  });

  test('an auth that lets nobody in', () => {
    expect(() => read({ auth: { session: {} } })).toThrow(/neither users nor oidc/);
  });

  test('a wrong secret, without repeating it', () => {
    const secret = 'two words';
    for (const refused of [
      () => read({ auth: { oidc: { ...OIDC, clientSecret: secret } } }),
      () => read({}, { ...ENV, [`${PREFIX}CLIENT_SECRET`]: secret }),
    ]) {
      expect(refused).toThrow(/secret/i);
      expect(refused).not.toThrow(secret);
    }
  });
});
