import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { refuseOpenConsole } from './auth-settings';
import { readSettings } from './env';

const HASH = `scrypt$65536$8$2$${'A'.repeat(22)}$${'B'.repeat(43)}`;

function read(config: object, env: Record<string, string> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'perdure-auth-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'perdure.config.json'), JSON.stringify(config));
  return readSettings(env, folder);
}

test('users come from the file, their hashes from there or from the environment', () => {
  const users = {
    ada: { role: 'admin', password: HASH },
    bo: { role: 'viewer', password: 'env:BO', apps: ['shop'], workflows: ['Order*'], seesPayloads: false },
  };
  const { auth } = read({ auth: { users, session: { idle: '5m' } } }, { BO: HASH });
  expect(auth).toEqual({
    users: [
      { name: 'ada', role: 'admin', password: HASH, scope: { apps: [], workflows: [] }, seesPayloads: true },
      {
        name: 'bo',
        role: 'viewer',
        password: HASH,
        scope: { apps: ['shop'], workflows: ['Order*'] },
        seesPayloads: false,
      },
    ],
    session: { idle: 300_000, absolute: 43_200_000 },
  });
});

test.each([
  [{ ada: { role: 'boss', password: HASH } }, /auth\.users\.ada\.role is "boss"/],
  [{ ada: { role: 'admin', password: 'secret' } }, /perdure user hash-password/],
  [{ ada: { role: 'admin', password: 'env:ADA' } }, /ADA is not set/],
  [{}, /at least one user/],
])('%j is refused', (users, message) => {
  expect(() => read({ auth: { users } })).toThrow(message);
});

test('a console that others could reach asks for sign-in', () => {
  for (const host of ['127.0.0.1', 'localhost', '::1', '127.1.2.3']) {
    expect(() => refuseOpenConsole(read({}, { PERDURE_HOST: host }))).not.toThrow();
  }
  for (const host of ['0.0.0.0', '::', '192.168.1.5', 'perdure.example.com']) {
    expect(() => refuseOpenConsole(read({}, { PERDURE_HOST: host }))).toThrow(/nobody would have to sign in/);
  }
  const users = { ada: { role: 'admin', password: HASH } };
  expect(() => refuseOpenConsole(read({ auth: { users } }, { PERDURE_HOST: '0.0.0.0' }))).not.toThrow();
});

test('the public address has no path', () => {
  expect(read({}, { PERDURE_PUBLIC_URL: 'https://p.example.com' }).publicUrl).toBe('https://p.example.com');
  expect(() => read({ publicUrl: 'https://p.example.com/x' })).toThrow(/publicUrl/);
});
