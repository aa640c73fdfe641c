import { expect, test } from 'vitest';
import { credentialsOf, noSessionCookie, sessionCookie } from './credentials';

const HERE = { publicUrl: undefined };
const BEHIND = { publicUrl: 'https://perdure.example.com' };
const of = (headers: Record<string, string>, door: typeof HERE | typeof BEHIND = HERE) =>
  credentialsOf({ headers: new Headers(headers) }, door);

test('a session comes by its own cookie, a token by the header, and nothing else counts', () => {
  expect(of({ cookie: 'theme=dark; perdure_session=abc' })).toMatchObject({ sessionKey: 'abc', bearer: undefined });
  expect(of({ cookie: '__Host-perdure=abc; perdure_session=no' }, BEHIND).sessionKey).toBe('abc');
  expect(of({ cookie: 'perdure_session=abc' }, BEHIND).sessionKey).toBeUndefined();
  expect(of({ authorization: 'Bearer perdure_x-_1' }).bearer).toBe('perdure_x-_1');
  for (const authorization of ['Basic abc', 'Bearer', 'Bearer a b', `Bearer ${'a'.repeat(501)}`]) {
    expect(of({ authorization }).bearer).toBeUndefined();
  }
});

test('the address is that of the connection, and what a proxy says only where there is one', () => {
  const headers = { 'x-perdure-peer': '192.0.2.1', 'x-forwarded-for': '203.0.113.9, 198.51.100.2' };
  expect(of(headers).address).toBe('192.0.2.1');
  expect(of(headers, BEHIND).address).toBe('198.51.100.2');
  expect(of({ 'x-perdure-peer': '192.0.2.1' }, BEHIND).address).toBe('192.0.2.1');
});

test('the cookie is out of reach for scripts and other sites, and bound to https where there is https', () => {
  const change = { key: 'abc', maxAgeSeconds: 60 };
  expect(sessionCookie(change, HERE)).toBe('perdure_session=abc; Max-Age=60; Path=/; HttpOnly; SameSite=Lax');
  expect(sessionCookie(change, BEHIND)).toBe('__Host-perdure=abc; Max-Age=60; Path=/; HttpOnly; Secure; SameSite=Lax');
  expect(noSessionCookie(HERE)).toContain('Max-Age=0');
});
