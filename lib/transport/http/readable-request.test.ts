import { expect, test } from 'vitest';
import { isUnreadable } from './readable-request';

test.each([
  ['TRACE', '/'],
  ['CONNECT', 'example.com:80'],
  [undefined, '/'],
  ['GET', undefined],
  ['GET', '/a/%E0%A4%A'],
  ['GET', '/a/%ED%A0%80'],
  ['GET', '/a%00b'],
  ['GET', '/a%0d%0ab'],
  ['GET', `/${'a'.repeat(20_000)}`],
])('%s %s is of no use', (method, url) => {
  expect(isUnreadable(method, url)).toBe(true);
});

test.each(['/', '/instances/shop/a%2Fb?q=%E0%A4%A', '/instances/shop/%3Cscript%3E', '/%F0%9F%90%98'])(
  '%s can be read',
  (url) => {
    expect(isUnreadable('GET', url)).toBe(false);
  },
);
