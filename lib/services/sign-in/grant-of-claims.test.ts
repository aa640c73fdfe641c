import { describe, expect, test } from 'vitest';
import { EVERYTHING } from '@/lib/domain/actor';
import { grantOfClaims, nameOfClaims, type ClaimRules, type Claims } from './grant-of-claims';

const SHOP = { apps: ['shop'], workflows: ['Order*'] };
const RULES: ClaimRules = {
  claim: 'groups',
  grants: [
    { values: ['leads', 'Owners'], role: 'admin', scope: EVERYTHING, seesPayloads: true },
    { values: ['shop-*'], role: 'operator', scope: SHOP, seesPayloads: false },
    { values: ['*@example.com'], role: 'viewer', scope: EVERYTHING, seesPayloads: false },
  ],
};

function roleOf(claims: Claims, claim = 'groups'): string {
  return grantOfClaims(claims, { ...RULES, claim }).role;
}

describe('what somebody may do', () => {
  test('is the first grant of which they have a value, with its scope', () => {
    expect(grantOfClaims({ groups: ['x', 'shop-night'] }, RULES)).toEqual({
      ...{ role: 'operator', scope: SHOP, seesPayloads: false },
    });
    expect(roleOf({ groups: ['shop-night', 'leads'] })).toBe('admin');
    expect(roleOf({ groups: 'leads' })).toBe('admin');
  });

  test('patterns do not mind case, plain values do', () => {
    expect(roleOf({ groups: ['SHOP-Night'] })).toBe('operator');
    expect(() => roleOf({ groups: ['owners'] })).toThrow(/has no value that gives one/);
  });

  test('is found at the end of a way, and under a name that has dots in it', () => {
    expect(roleOf({ realm_access: { roles: ['leads'] } }, 'realm_access.roles')).toBe('admin');
    expect(roleOf({ 'https://example.com/roles': ['leads'] }, 'https://example.com/roles')).toBe('admin');
    expect(() => roleOf({}, 'constructor.name')).toThrow(/"constructor.name" is not there/);
  });

  test('is not found by an address that nobody verified', () => {
    expect(roleOf({ email: 'ada@example.com', email_verified: true }, 'email')).toBe('viewer');
    for (const verified of [false, undefined, 'true']) {
      const claims = { email: 'ada@example.com', email_verified: verified };
      expect(() => roleOf(claims, 'email')).toThrow(/the claim "email" is not verified/);
    }
  });

  test.each([[undefined], [null], [42], [[]], [{ leads: true }], [[['leads']]], ['']])('is nothing by %j', (groups) => {
    expect(() => roleOf({ groups })).toThrow(/the claim "groups" is not there or has no text in it/);
  });
});

describe('the name of somebody', () => {
  test.each<[Claims, string]>([
    [{ sub: '1', email: 'a@b.c', email_verified: true, preferred_username: 'ada' }, 'ada'],
    [{ sub: '1', email: 'a@b.c', email_verified: true }, 'a@b.c'],
    [{ sub: '1', email: 'a@b.c', email_verified: false }, '1'],
    [{ sub: '1', preferred_username: 'a\u0000' }, '1'],
    [{ sub: '1', preferred_username: 'a'.repeat(101) }, '1'],
  ])('of %j is %s', (claims, name) => {
    expect(nameOfClaims(claims, RULES)).toBe(name);
  });

  test('comes from the claim that is configured, and from no other', () => {
    expect(nameOfClaims({ sub: '1', upn: 'ada' }, { ...RULES, nameClaim: 'upn' })).toBe('ada');
    expect(() => nameOfClaims({ sub: '1' }, { ...RULES, nameClaim: 'upn' })).toThrow(/"upn" is not there/);
    expect(() => nameOfClaims({ email: 'a@b.c' }, { ...RULES, nameClaim: 'email' })).toThrow(/not verified/);
  });
});
