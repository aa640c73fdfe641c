import { expect, test } from 'vitest';
import { createAppMetadata } from './app-metadata';

test('attributes belong to one app, and an empty key sets nothing', () => {
  const metadata = createAppMetadata({ runtimeVersion: '1', runtime: { workers: () => [], backlog: () => [] } });
  metadata.set('orders', 'team', 'a');
  metadata.set('orders', 'team', 'b');
  metadata.set('orders', '', 'nothing');
  metadata.set('orders', 'daprRuntimeVersion', 'mine');
  metadata.set('orders', '__proto__', 'kept as a name');
  const { extended } = metadata.of('orders');
  expect(Object.entries(extended)).toEqual([
    ['team', 'b'],
    ['daprRuntimeVersion', '1'],
    ['__proto__', 'kept as a name'],
  ]);
  expect(metadata.of('billing').extended).toEqual({ daprRuntimeVersion: '1' });
});
