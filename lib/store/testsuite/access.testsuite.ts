import { describe, expect, test } from 'vitest';
import type { NewToken, Session } from '../access-store';
import type { StoreUnderTest } from './store-under-test';

const GRANT = {
  role: 'operator',
  scope: { apps: ['shop', 'b*'], workflows: ['Order"'] },
  seesPayloads: false,
} as const;

const token = (id: string, over: Partial<NewToken> = {}): NewToken => ({
  ...{ id, name: `Token ${id}`, hash: `hash of ${id}`, createdAt: 1.5, createdBy: 'ada', ...GRANT },
  ...over,
});

const session = (hash: string, over: Partial<Session> = {}): Session => ({
  ...{ hash, name: 'ada', method: 'password', address: '192.0.2.1', ...GRANT },
  ...{ createdAt: 10, seenAt: 10, expiresAt: 100 },
  ...over,
});

/** Tokens and sessions. */
export function describeAccess(current: () => StoreUnderTest): void {
  describe('tokens', () => {
    test('are found by their hash, listed newest first, marked as used and revoked once', async () => {
      const { console } = current();
      await console.addToken(token('a'));
      await console.addToken(
        token('b', { createdAt: 2, expiresAt: 9, seesPayloads: true, scope: { apps: [], workflows: [] } }),
      );
      expect((await console.listTokens()).map(({ id }) => id)).toEqual(['b', 'a']);
      const { hash: _, ...kept } = token('a');
      expect(await console.findToken('hash of a')).toEqual(kept);
      expect(await console.findToken('a')).toBeUndefined();
      await console.markTokenUsed('a', 5);
      expect(await console.revokeToken('a', 6)).toBe(true);
      expect(await console.revokeToken('a', 7)).toBe(false);
      expect(await console.revokeToken('nobody', 7)).toBe(false);
      expect(await console.findToken('hash of a')).toMatchObject({ usedAt: 5, revokedAt: 6 });
      expect(await console.findToken('hash of b')).toMatchObject({ expiresAt: 9, seesPayloads: true });
    });

    test('have a hash of their own', async () => {
      const { console } = current();
      await console.addToken(token('a'));
      await expect(console.addToken(token('b', { hash: 'hash of a' }))).rejects.toThrow();
    });
  });

  describe('sessions', () => {
    test('are found by their hash, marked as seen and deleted', async () => {
      const { console } = current();
      await console.addSession(session('one'));
      await console.addSession(session('two', { address: undefined, method: 'oidc' }));
      await console.markSessionSeen('one', 20);
      expect(await console.findSession('one')).toEqual(session('one', { seenAt: 20 }));
      expect(await console.findSession('two')).toEqual(session('two', { address: undefined, method: 'oidc' }));
      await console.deleteSession('one');
      await console.deleteSession('one');
      expect(await console.findSession('one')).toBeUndefined();
    });

    test('are listed newest first, and those of somebody or of everybody are ended', async () => {
      const { console } = current();
      await console.addSession(session('old'));
      await console.addSession(session('new', { createdAt: 11 }));
      await console.addSession(session('other', { createdAt: 12, name: 'bo' }));
      expect((await console.listSessions()).map(({ hash }) => hash)).toEqual(['other', 'new', 'old']);
      expect(await console.endSessions({ name: 'nobody' })).toBe(false);
      expect(await console.endSessions({ name: 'ada' })).toBe(true);
      expect(await console.listSessions()).toEqual([session('other', { createdAt: 12, name: 'bo' })]);
      expect(await console.endSessions({})).toBe(true);
      expect(await console.endSessions({})).toBe(false);
      expect(await console.listSessions()).toEqual([]);
    });

    test('get another grant, and the one of a hash is ended', async () => {
      const { console } = current();
      await console.addSession(session('one'));
      const grant = { role: 'viewer', scope: { apps: [], workflows: ['x'] }, seesPayloads: true } as const;
      expect(await console.changeSessionGrant('one', grant)).toBe(true);
      expect(await console.changeSessionGrant('two', grant)).toBe(false);
      expect(await console.findSession('one')).toEqual(session('one', grant));
      expect(await console.endSessions({ hash: 'two' })).toBe(false);
      expect(await console.endSessions({ hash: 'one' })).toBe(true);
    });

    test('are deleted when they ended or nobody uses them', async () => {
      const { console } = current();
      await console.addSession(session('ended', { expiresAt: 50, seenAt: 49 }));
      await console.addSession(session('idle', { seenAt: 30 }));
      await console.addSession(session('used', { seenAt: 49 }));
      await console.deleteEndedSessions(50, 30);
      const left = await Promise.all(['ended', 'idle', 'used'].map((hash) => console.findSession(hash)));
      expect(left.map((found) => found?.hash)).toEqual([undefined, undefined, 'used']);
    });
  });
}
