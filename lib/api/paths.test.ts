import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { comparePage, refOfParam, refParam } from './paths';

describe('an instance as a parameter', () => {
  test('is read as it was written, whatever is in it', () => {
    const text = fc.string({ minLength: 1, unit: 'grapheme' });
    fc.assert(
      fc.property(text, text, (appId, instanceId) => {
        expect(refOfParam(refParam({ appId, instanceId }))).toEqual({ appId, instanceId });
      }),
    );
  });

  test('is nothing when it is none', () => {
    for (const text of ['', 'orders', 'orders/', '/order-1', 'a/b/c', 'a/%']) expect(refOfParam(text)).toBeUndefined();
  });
});

test('the page that compares has both, or one', () => {
  const [a, b] = [
    { appId: 'orders', instanceId: 'one' },
    { appId: 'my app', instanceId: 'a/b' },
  ];
  expect(refOfParam(new URL(comparePage(a), 'http://console').searchParams.get('a') ?? '')).toEqual(a);
  const search = new URL(comparePage(a, b), 'http://console').searchParams;
  expect(refOfParam(search.get('b') ?? '')).toEqual(b);
});
