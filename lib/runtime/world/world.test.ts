import { expect, test } from 'vitest';
import { changeOf } from '@/lib/engine/change';
import { startInstance } from '@/lib/engine/start';
import { aStart, REF } from '@/lib/testing/engine-builders';
import { createManualClock } from '@/lib/testing/manual-clock';
import { openStoreInMemory } from '@/lib/testing/open-store-in-memory';
import { createWorld, type World } from './world';

/** A world over a store in memory that holds one instance. */
async function aWorld(): Promise<World> {
  const store = await openStoreInMemory();
  const clock = createManualClock();
  const ignore = (): void => undefined;
  const world = createWorld({
    ...{ store, now: clock.now, after: clock.after, rideTime: 10, cachedInstances: 10, opensTurn: () => false },
    ...{ onReleased: ignore, onDurable: ignore, onTransition: ignore, onCommitted: ignore, onFailure: ignore },
  });
  await world.transact((tx) => {
    tx.get(REF);
    tx.put(startInstance({ ref: REF, key: store.allocateKey() }, aStart()));
  });
  return world;
}

/** Decides a custom status; it asks to ride. */
function ride(world: World, customStatus: string): Promise<void> {
  return world.transact((tx) => {
    const instance = tx.get(REF);
    if (instance === undefined) throw new Error('the instance is gone');
    tx.put(changeOf({ ...instance, customStatus }, {}));
    tx.ride(() => undefined);
  });
}

test('what rides may be acted on at once', async () => {
  const world = await aWorld();
  const riding = ride(world, 'new');
  expect(world.released(REF)?.customStatus).toBe('new');
  await world.flushed();
  await riding;
});

test('nothing rides on a change that is on its way to disk, even one that makes no other value', async () => {
  const world = await aWorld();
  // As when the clock asks for an instance and finds nothing to do but to note so.
  const noting = world.transact((tx) => {
    const instance = tx.get(REF);
    if (instance !== undefined) tx.put(changeOf(instance, {}));
  });
  const riding = ride(world, 'new');
  expect(world.released(REF)?.customStatus).toBeUndefined();
  await Promise.all([noting, riding]);
  expect(world.released(REF)?.customStatus).toBe('new');
  expect((await world.read(REF))?.customStatus).toBe('new');
});
