import { describe, expect, test } from 'vitest';
import { createAppAccesses } from './app-access';

const accesses = createAppAccesses([
  { appId: 'default', tokens: [] },
  { appId: 'orders', tokens: ['orders-1', 'orders-2'] },
  { appId: 'billing', tokens: ['billing-1'] },
  { appId: 'mail', tokens: [] },
]);

describe("an app's own listener", () => {
  test.each(['orders-1', 'orders-2'])('lets in by any token of the app (%s)', (token) => {
    expect(accesses.ofApp('orders').admit(token).appId).toBe('orders');
  });

  test.each([undefined, '', 'orders-3', 'orders-', 'orders-11', 'billing-1'])('refuses the token %j', (token) => {
    const enter = () => accesses.ofApp('orders').admit(token);
    expect(enter).toThrow(expect.objectContaining({ code: 'unauthenticated' }));
    expect(enter).not.toThrow(new RegExp(`${token || 'orders-1'}(?!")`));
  });

  test('of an app without tokens is open, also to a token of nobody', () => {
    expect(accesses.ofApp('mail').admit(undefined).appId).toBe('mail');
    expect(accesses.ofApp('mail').admit('whatever').appId).toBe('mail');
  });

  test('serves that app only', () => {
    expect(accesses.ofApp('mail').serves('mail')).toBe(true);
    expect(accesses.ofApp('mail').serves('orders')).toBe(false);
  });
});

describe('a shared listener', () => {
  test('takes the token for the app', () => {
    expect(accesses.shared('default').admit('orders-2').appId).toBe('orders');
    expect(accesses.shared(undefined).admit('billing-1').appId).toBe('billing');
  });

  test('takes a caller without token for the fallback, if that one has no tokens', () => {
    expect(accesses.shared('default').admit(undefined).appId).toBe('default');
    expect(() => accesses.shared('orders').admit(undefined)).toThrow('asks for an API token');
    expect(() => accesses.shared(undefined).admit(undefined)).toThrow('asks for an API token');
  });

  test('refuses a token of nobody, unless no app has any', () => {
    expect(() => accesses.shared('default').admit('whatever')).toThrow('asks for an API token');
    const open = createAppAccesses([{ appId: 'default', tokens: [] }]);
    expect(open.shared('default').admit('whatever').appId).toBe('default');
  });

  test('serves every declared app', () => {
    expect(accesses.shared('default').serves('billing')).toBe(true);
    expect(accesses.shared('default').serves('nobody')).toBe(false);
  });
});

describe('another app', () => {
  test('without tokens can be reached by everybody, one with tokens only by its own', () => {
    const stranger = accesses.ofApp('mail').admit(undefined);
    expect(() => stranger.requireReach('default')).not.toThrow();
    expect(() => stranger.requireReach('undeclared')).not.toThrow();
    expect(() => stranger.requireReach('orders')).toThrow(expect.objectContaining({ code: 'unauthenticated' }));
    expect(() => accesses.ofApp('mail').admit('orders-1').requireReach('orders')).not.toThrow();
    expect(() => accesses.ofApp('orders').admit('orders-1').requireReach('billing')).toThrow('App "billing"');
  });
});
