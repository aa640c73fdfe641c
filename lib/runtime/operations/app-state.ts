import { AppError } from '@/lib/domain/app-error';
import { MOST_BYTES } from '@/lib/domain/name-limits';
import type { StateWrite } from '@/lib/store/runtime-store';
import type { Runtime, StateOperation, StateStoreRef, StateValue } from '../runtime-port';
import type { OperationContext } from './context';
import { refuseLong } from './refuse-large';
import { refuseOverload } from './refuse-overload';

export type AppState = {
  readonly read: Runtime['readState'];
  readonly change: Runtime['changeState'];
};

/**
 * What apps keep by Dapr's state API. Changes are made one after the other, each when the one before is on disk, so that what
 * an ETag was compared with is what is replaced.
 */
export function createAppState(context: OperationContext): AppState {
  const { world, store } = context;
  let newest: Promise<unknown> = Promise.resolve();

  async function read(at: StateStoreRef, keys: readonly string[]): Promise<readonly (StateValue | undefined)[]> {
    refusePlaces(at, keys);
    return Promise.all(keys.map((key) => store.readState({ ...at, key })));
  }

  async function changeNow(at: StateStoreRef, operations: readonly StateOperation[]): Promise<void> {
    const before = new Map<string, StateValue | undefined>();
    for (const { key } of operations) {
      if (!before.has(key)) before.set(key, await store.readState({ ...at, key }));
    }
    const writes = operations.map((operation): StateWrite => {
      const { key, value } = operation;
      refuseUnseen(operation, before.get(key));
      const entry = value === undefined ? undefined : { value, etag: context.newId() };
      before.set(key, entry);
      return { kind: 'state', ...at, key, at: context.clock.now(), entry };
    });
    if (writes.length > 0) await world.keep(writes);
  }

  return {
    read,
    change(at, operations) {
      const turn = newest.then(() => {
        refuseOverload(context);
        refusePlaces(
          at,
          operations.map(({ key }) => key),
        );
        for (const operation of operations) refuseLargeValue(context, operation);
        return changeNow(at, operations);
      });
      newest = turn.catch(() => undefined);
      return turn;
    },
  };
}

function refusePlaces({ store }: StateStoreRef, keys: readonly string[]): void {
  if (store === '') throw new AppError('invalid', 'the name of the state store is empty');
  refuseLong('the name of the state store', store, MOST_BYTES.appId);
  for (const key of keys) {
    if (key === '') throw new AppError('invalid', 'a key of the state is empty');
    if (key.includes('||')) {
      throw new AppError('invalid', `the key '${key}' has two bars in it`, {
        hint: 'Dapr parts App ID and key by them.',
      });
    }
    refuseLong('a key of the state', key, MOST_BYTES.instanceId);
  }
}

function refuseLargeValue({ policies: { maxPayloadBytes } }: OperationContext, { key, value }: StateOperation): void {
  const bytes = value?.byteLength ?? 0;
  if (bytes <= maxPayloadBytes) return;
  throw new AppError('invalid', `the value of '${key}' has ${bytes} bytes; maxPayload allows ${maxPayloadBytes}`, {
    hint: 'Store the data elsewhere, or raise maxPayload.',
  });
}

function refuseUnseen({ key, etag, concurrency }: StateOperation, found: StateValue | undefined): void {
  if (concurrency === 'last-write') return;
  const isSeen = etag === undefined ? concurrency === undefined || found === undefined : found?.etag === etag;
  if (isSeen) return;
  throw new AppError('conflict', `possible etag mismatch: the state of '${key}' was changed meanwhile`, {
    hint: 'Read it again, and write with the ETag that comes with it.',
  });
}
