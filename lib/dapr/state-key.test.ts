import fc from 'fast-check';
import { expect, test } from 'vitest';
import { appPrefix, instancePrefix, numberedPart, parseStateKey, partAt } from './state-key';

test('a key tells app, namespace, instance and part', () => {
  const key = 'shop||dapr.internal.default.shop.workflow||order-1||history-000012';
  expect(parseStateKey(key)).toEqual({
    ...{ appId: 'shop', namespace: 'default', instanceId: 'order-1', part: 'history-000012' },
  });
});

test('instance ids and App IDs may hold dots and the separator', () => {
  const key = 'a.b||dapr.internal.name.space.a.b.workflow||one||two||metadata';
  expect(parseStateKey(key)).toEqual({
    ...{ appId: 'a.b', namespace: 'name.space', instanceId: 'one||two', part: 'metadata' },
  });
});

test.each([
  ...[
    '',
    'shop',
    'shop||order-1',
    'shop||MyActor||1||state',
    'shop||dapr.internal.default.other.workflow||1||metadata',
  ],
  ...['shop||dapr.internal.default.shop.activity||1||metadata', 'shop||dapr.internal.default.shop.workflow||metadata'],
  'shop||dapr.internal..shop.workflow||1||metadata',
])('%j is the key of no workflow', (key) => {
  expect(parseStateKey(key)).toBeUndefined();
});

test('whatever app, namespace and id are called, the prefix and a part make a key that tells them', () => {
  const word = fc.string({ minLength: 1 }).filter((text) => !text.includes('|'));
  fc.assert(
    fc.property(word, word, word, (appId, namespace, instanceId) => {
      const key = `${instancePrefix({ appId, namespace, instanceId })}metadata`;
      expect(key.startsWith(appPrefix({ appId, namespace }))).toBe(true);
      expect(parseStateKey(key)).toEqual({ appId, namespace, instanceId, part: 'metadata' });
    }),
  );
});

test('numbers have six digits and more when they need them', () => {
  expect([partAt('history', 0), partAt('inbox', 123), partAt('history', 1_234_567)]).toEqual([
    ...['history-000000', 'inbox-000123', 'history-1234567'],
  ]);
  expect(numberedPart('ext-sigcert-000003')).toEqual({ series: 'ext-sigcert', index: 3 });
  expect([numberedPart('metadata'), numberedPart('history-12'), numberedPart('history-00000x')]).toEqual([
    ...[undefined, undefined, undefined],
  ]);
});
