import { expect, test } from 'vitest';
import { aSidecarProcess } from '@/lib/testing/dapr/sidecar-process';
import { findSidecars } from './find-sidecars';
import { watchSidecars } from './sidecar-watch';

test('a sidecar is found by its process and named by its metadata, until it ends', async () => {
  const { end } = await aSidecarProcess('found-here');
  const ours = async () => (await findSidecars({})).filter(({ appId }) => appId.startsWith('found-'));
  expect(await ours()).toEqual([{ appId: 'found-here', address: '127.0.0.1:50999', version: '1.18.1' }]);
  const watch = watchSidecars({}, () => Date.now());
  await watch.look();
  expect(watch.now()).toContainEqual({ appId: 'found-here', address: '127.0.0.1:50999', token: undefined });
  await end();
  expect(await ours()).toEqual([]);
});

test('one that wants a token is found by those who have it', async () => {
  await aSidecarProcess('closed-here', 'secret');
  const ours = async (env: object) => (await findSidecars({ ...env })).filter(({ appId }) => appId === 'closed-here');
  expect(await ours({})).toEqual([]);
  expect(await ours({ DAPR_API_TOKEN: 'secret' })).toHaveLength(1);
});
