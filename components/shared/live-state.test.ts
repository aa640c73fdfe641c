import { expect, test } from 'vitest';
import type { ChangeFeedJson } from '@/lib/api/schemas';
import { createLiveStore, type LiveChange } from './live-state';

test('hands changes on while it follows', () => {
  const { store, heard } = setup();
  store.receive(feed(1, 'a'));
  expect(heard).toEqual([{ kind: 'changes', feed: feed(1, 'a') }]);
});

test('holds changes back while frozen, counts each execution once, and asks to read again afterwards', () => {
  const { store, heard } = setup();
  store.freeze();
  store.receive(feed(1, 'a'));
  store.receive(feed(2, 'a', 'b'));
  expect(heard).toEqual([]);
  expect(store.read()).toMatchObject({ heldBack: 2, frozenAt: 1000 });
  store.unfreeze();
  expect(heard).toEqual([{ kind: 'resync' }]);
  expect(store.read()).toMatchObject({ heldBack: 0, frozenAt: undefined });
});

test('a new connection means that something may have been missed, once', () => {
  const { store, heard } = setup();
  store.connectionChanged('live');
  store.connectionChanged('live');
  expect(heard).toEqual([{ kind: 'resync' }]);
  store.connectionChanged('lost');
  store.connectionChanged('live');
  expect(heard).toHaveLength(2);
});

test('a reconnect while frozen waits for the end of the freeze', () => {
  const { store, heard } = setup();
  store.freeze();
  store.connectionChanged('live');
  expect(heard).toEqual([]);
});

test('a tab that nobody sees reads nothing, and everything once when it comes to the front', () => {
  const { store, heard } = setup();
  store.hiddenChanged(true);
  store.receive(feed(1, 'a'));
  store.connectionChanged('live');
  expect(heard).toEqual([]);
  expect(store.read()).toMatchObject({ connection: 'live', heardAt: 1000 });
  store.hiddenChanged(false);
  expect(heard).toEqual([{ kind: 'resync' }]);
  store.receive(feed(2, 'b'));
  expect(heard).toHaveLength(2);
});

test('a tab that missed nothing, or is frozen, reads nothing when it comes to the front', () => {
  const { store, heard } = setup();
  store.hiddenChanged(true);
  store.hiddenChanged(false);
  store.freeze();
  store.hiddenChanged(true);
  store.receive(feed(1, 'a'));
  store.hiddenChanged(false);
  expect(heard).toEqual([]);
});

function setup() {
  const store = createLiveStore(() => 1000);
  const heard: LiveChange[] = [];
  store.onChange((change) => heard.push(change));
  return { store, heard };
}

function feed(revision: number, ...ids: string[]): ChangeFeedJson {
  return { revision, changed: [], purged: ids.map((instanceId) => ({ appId: 'orders', instanceId })) };
}
