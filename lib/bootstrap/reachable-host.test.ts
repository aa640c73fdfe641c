import { expect, test } from 'vitest';
import { reachableHost } from './reachable-host';

test.each([
  ['127.0.0.1', '127.0.0.1'],
  ['perdure.example', 'perdure.example'],
  ['0.0.0.0', '127.0.0.1'],
  ['::', '[::1]'],
  ['::1', '[::1]'],
])('a listener on %s is reached by %s', (host, address) => {
  expect(reachableHost(host)).toBe(address);
});
