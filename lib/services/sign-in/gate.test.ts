import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '@/lib/domain/app-error';
import { type ConsoleUnderTest, serveRoutes } from '@/lib/testing/access/console-under-test';
import { createGate, type Gate } from './gate';
import { hashPassword, isPassword } from './password-hash';
import { hashOfSecret } from './secrets';
import type { SignInRules } from './sign-in-rules';

const SESSION = { idle: 600_000, absolute: 3_600_000 };
const ADA = { name: 'ada', role: 'operator', scope: { apps: ['shop'], workflows: [] }, seesPayloads: false } as const;
const ANY = { actors: [], actions: [], outcomes: [] };

let console: ConsoleUnderTest;
let password = '';
let at = 0;
beforeAll(async () => {
  console = await serveRoutes();
  password = await hashPassword('correct horse');
});
afterAll(() => console.close());
beforeEach(() => {
  at = 1_000_000_000;
});

function aGate(over: Partial<SignInRules> | 'open' = {}): Gate {
  const rules = over === 'open' ? undefined : { users: [{ ...ADA, password }], session: SESSION, ...over };
  const limit = { check: async () => undefined, forget: async () => undefined };
  return createGate({ common: { ...console.context, now: () => at }, rules, limit });
}

const RIGHT = { name: 'ada', password: 'correct horse' };
const unauthenticated = { code: 'unauthenticated' };

async function newest() {
  return (await console.context.store.listAudit(ANY, { limit: 1 })).entries[0];
}

describe('passwords', () => {
  test('are known again by their hash, in whatever form of Unicode they are typed', async () => {
    expect(await isPassword('correct horse', password)).toBe(true);
    expect(await isPassword('correct horsE', password)).toBe(false);
    expect(await isPassword('é', await hashPassword('e\u0301'))).toBe(true);
    expect(await isPassword('correct horse', undefined)).toBe(false);
    expect(await hashPassword('correct horse')).not.toBe(password);
  });
});

describe('a session', () => {
  test('says who it is, with what the configuration gives them now', async () => {
    const { key, actor } = await aGate().signIn(RIGHT, '192.0.2.3');
    expect(actor).toEqual({ kind: 'user', ...ADA });
    expect(await aGate().identify({ sessionKey: key, address: '192.0.2.4' })).toEqual({ actor, address: '192.0.2.4' });
    const asViewer = aGate({ users: [{ ...ADA, role: 'viewer', password }] });
    expect((await asViewer.identify({ sessionKey: key })).actor.role).toBe('viewer');
    await expect(aGate({ users: [] }).identify({ sessionKey: key })).rejects.toMatchObject(unauthenticated);
  });

  test('ends when nobody uses it, after its time whatever happens, and with sign-out', async () => {
    const gate = aGate();
    const { key } = await gate.signIn(RIGHT, undefined);
    for (const minutes of [9, 9, 9, 9, 9, 9]) {
      at += minutes * 60_000;
      await gate.identify({ sessionKey: key });
    }
    at += 6 * 60_000;
    await expect(gate.identify({ sessionKey: key })).rejects.toMatchObject(unauthenticated);
    const idle = await gate.signIn(RIGHT, undefined);
    at += SESSION.idle;
    await expect(gate.identify({ sessionKey: idle.key })).rejects.toMatchObject(unauthenticated);
    const left = await gate.signIn(RIGHT, undefined);
    await gate.signOut(left.key, { address: undefined });
    expect(await newest()).toMatchObject({ action: 'session.sign-out', actor: { name: 'ada' }, outcome: 'done' });
    await expect(gate.identify({ sessionKey: left.key })).rejects.toMatchObject(unauthenticated);
    await gate.signOut(left.key, { address: undefined });
  });

  test('ends with all others of its owner when they sign out everywhere', async () => {
    const gate = aGate();
    const keys = [await gate.signIn(RIGHT, undefined), await gate.signIn(RIGHT, undefined)].map(({ key }) => key);
    await gate.signOut(keys[0] ?? '', { address: '192.0.2.3', everywhere: true });
    expect(await newest()).toMatchObject({ action: 'session.sign-out', detail: '{"everywhere":true}' });
    for (const sessionKey of keys) await expect(gate.identify({ sessionKey })).rejects.toMatchObject(unauthenticated);
  });

  test('is kept as a hash only', async () => {
    const { key } = await aGate().signIn(RIGHT, undefined);
    expect(await console.context.store.findSession(key)).toBeUndefined();
    expect(await console.context.store.findSession(hashOfSecret(key))).toMatchObject({
      name: 'ada',
      method: 'password',
    });
  });
});

describe('who is not let in', () => {
  test.each([
    ['ada', 'battery staple'],
    ['ADA', 'correct horse'],
    ['nobody', 'correct horse'],
    ['__proto__', 'correct horse'],
  ])('%s with %s, and the log has it', async (name, tried) => {
    const refusal = aGate().signIn({ name, password: tried }, '192.0.2.3');
    await expect(refusal).rejects.toMatchObject({ ...unauthenticated, message: 'The name or the password is wrong.' });
    const entry = await newest();
    expect(entry).toMatchObject({ action: 'session.sign-in', outcome: 'denied', subject: name, address: '192.0.2.3' });
    expect(entry?.actor).toEqual({ kind: 'user', name, role: 'viewer' });
    expect(JSON.stringify(entry)).not.toContain(tried);
  });

  test('somebody who tried too often, which fills no log', async () => {
    const before = await newest();
    const limit = {
      check: () => Promise.reject(new AppError('limited', 'Too many tries.')),
      forget: async () => undefined,
    };
    const gate = createGate({ common: console.context, rules: { users: [], session: SESSION }, limit });
    await expect(gate.signIn(RIGHT, undefined)).rejects.toMatchObject({ code: 'limited' });
    expect(await newest()).toEqual(before);
  });

  test('anybody without a session, with one that was made up, or with a token that is not good', async () => {
    for (const credentials of [{}, { sessionKey: 'made up' }, { sessionKey: '' }, { bearer: 'perdure_x' }]) {
      await expect(aGate().identify(credentials)).rejects.toMatchObject(unauthenticated);
    }
    await expect(aGate('open').identify({ bearer: 'perdure_x' })).rejects.toMatchObject(unauthenticated);
  });
});

test('where nobody has to sign in, everybody is the local operator', async () => {
  expect((await aGate('open').identify({ address: '127.0.0.1' })).actor).toMatchObject({
    kind: 'local',
    role: 'admin',
  });
  await expect(aGate('open').signIn(RIGHT, undefined)).rejects.toMatchObject(unauthenticated);
});

test('a token is its grant until it expires or is revoked, and says when it was used', async () => {
  const { store } = console.context;
  const token = { id: 't1', ...ADA, name: 'deploy', createdAt: 1, createdBy: 'ada', expiresAt: at + 100 };
  await store.addToken({ ...token, hash: hashOfSecret('perdure_a') });
  await store.addToken({ ...token, id: 't2', expiresAt: undefined, hash: hashOfSecret('perdure_b') });
  const gate = aGate();
  expect((await gate.identify({ bearer: 'perdure_a' })).actor).toEqual({ kind: 'token', ...ADA, name: 'deploy' });
  expect((await store.listTokens()).find(({ id }) => id === 't1')?.usedAt).toBe(at);
  at += 100;
  await expect(gate.identify({ bearer: 'perdure_a' })).rejects.toMatchObject(unauthenticated);
  await gate.identify({ bearer: 'perdure_b' });
  expect(await store.revokeToken('t2', at)).toBe(true);
  expect(await store.revokeToken('t2', at)).toBe(false);
  await expect(gate.identify({ bearer: 'perdure_b' })).rejects.toMatchObject(unauthenticated);
});
