import { describe, expect, test } from 'vitest';
import { askerOf, refuseForeigners, whyForeignHost, whyForeignSite, type Asker } from './browser-guard';

describe('whyForeignHost', () => {
  test.each(['localhost:3000', 'LOCALHOST', 'perdure.localhost:3000', '127.0.0.1:3000', '127.1.2.3', '[::1]:3000'])(
    'a name of this machine is ours: %s',
    (host) => expect(whyForeignHost(host, '127.0.0.1')).toBe(undefined),
  );

  test.each(['evil.example', 'localhost.evil.example:3000', '127.0.0.1.evil.example', '192.168.1.5:3000', '', null])(
    'anything else is not: %s',
    (host) => expect(whyForeignHost(host, '127.0.0.1')).not.toBe(undefined),
  );

  test('the configured host is ours', () => {
    expect(whyForeignHost('Build.Example:3000', 'build.example')).toBe(undefined);
    expect(whyForeignHost('[fd00::5]:3000', 'fd00::5')).toBe(undefined);
    expect(whyForeignHost('other.example:3000', 'build.example')).toContain('other.example');
  });

  test('listening on every address makes bare addresses ours, but no foreign name', () => {
    expect(whyForeignHost('192.168.1.5:3000', '0.0.0.0')).toBe(undefined);
    expect(whyForeignHost('[fd00::5]:3000', '::')).toBe(undefined);
    expect(whyForeignHost('evil.example:3000', '0.0.0.0')).not.toBe(undefined);
  });
});

describe('whyForeignSite', () => {
  test('a page of the console may act, and so may a program', () => {
    expect(whyForeignSite(post({ origin: 'http://localhost:3000', fetchSite: 'same-origin' }))).toBe(undefined);
    expect(whyForeignSite(post({}))).toBe(undefined);
  });

  test.each(['http://evil.example', 'http://localhost:3001', 'null', 'file://', 'http://localhost:3000.evil.example'])(
    'a page of %s may not act',
    (origin) => expect(whyForeignSite(post({ origin }))).not.toBe(undefined),
  );

  test('a browser that says cross-site may not act even without an origin', () => {
    expect(whyForeignSite(post({ fetchSite: 'cross-site' }))).not.toBe(undefined);
  });

  test('reading is not acting', () => {
    expect(whyForeignSite({ ...post({ origin: 'http://evil.example' }), method: 'GET' })).toBe(undefined);
  });
});

test('refuseForeigners answers forbidden for a foreign host, whatever the method', () => {
  const headers = new Headers({ host: 'evil.example', origin: 'http://evil.example' });
  for (const method of ['GET', 'POST']) {
    expect(() => refuseForeigners(askerOf({ method, headers }), { host: '127.0.0.1', publicUrl: undefined })).toThrow(
      expect.objectContaining({ code: 'forbidden' }),
    );
  }
});

function post(headers: Partial<Asker>): Asker {
  return { method: 'POST', host: 'localhost:3000', origin: null, fetchSite: null, ...headers };
}
