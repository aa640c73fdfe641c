import { AppError } from '@/lib/domain/app-error';
import {
  StateConcurrency,
  type DeleteBulkStateRequest,
  type DeleteStateRequest,
  type ExecuteStateTransactionRequest,
  type GetBulkStateRequest,
  type GetBulkStateResponse,
  type GetStateRequest,
  type GetStateResponse,
  type SaveStateRequest,
  type StateItem,
} from '@/lib/protocol/generated/dapr-state-api';
import type { Empty } from '@/lib/protocol/generated/google/protobuf/empty';
import { refuseMetadata } from '@/lib/runtime/dapr-api/state-metadata';
import type { StateOperation, StateStoreRef } from '@/lib/runtime/runtime-port';
import type { Door, Handler } from '../door';

const NOTHING = new Uint8Array();

export const getState: Handler<GetStateRequest, GetStateResponse> = async (door, { storeName, key }) => {
  const [found] = await door.runtime.readState(storeOf(door, storeName), [key]);
  return { data: found?.value ?? NOTHING, etag: found?.etag ?? '', metadata: {} };
};

export const getBulkState: Handler<GetBulkStateRequest, GetBulkStateResponse> = async (door, { storeName, keys }) => {
  const found = await door.runtime.readState(storeOf(door, storeName), keys);
  const items = keys.map((key, index) => {
    const { value = NOTHING, etag = '' } = found[index] ?? {};
    return { key, data: value, etag, error: '', metadata: {} };
  });
  return { items };
};

export const saveState: Handler<SaveStateRequest, Empty> = async (door, { storeName, states }) => {
  await door.runtime.changeState(storeOf(door, storeName), states.map(upsert));
  return {};
};

export const deleteState: Handler<DeleteStateRequest, Empty> = async (door, { storeName, ...item }) => {
  await door.runtime.changeState(storeOf(door, storeName), [guarded(item)]);
  return {};
};

export const deleteBulkState: Handler<DeleteBulkStateRequest, Empty> = async (door, { storeName, states }) => {
  await door.runtime.changeState(storeOf(door, storeName), states.map(guarded));
  return {};
};

export const executeStateTransaction: Handler<ExecuteStateTransactionRequest, Empty> = async (door, request) => {
  refuseMetadata(request.metadata);
  const operations = request.operations.map(({ operationType, request: item }): StateOperation => {
    if (item === undefined) throw new AppError('invalid', 'an operation of the transaction names no key');
    if (operationType === 'upsert') return upsert(item);
    if (operationType === 'delete') return guarded(item);
    throw new AppError('invalid', `'${operationType}' is no operation on state: upsert and delete are`);
  });
  await door.runtime.changeState(storeOf(door, request.storeName), operations);
  return {};
};

/** State belongs to the app that the caller is. */
function storeOf({ appId }: Door, store: string): StateStoreRef {
  return { appId, store };
}

type Guarded = Pick<StateItem, 'key' | 'etag' | 'options' | 'metadata'>;

function guarded({ key, etag, options, metadata }: Guarded): StateOperation {
  refuseMetadata(metadata);
  return { key, etag: etag?.value === '' ? undefined : etag?.value, concurrency: concurrencyOf(options?.concurrency) };
}

function upsert(item: StateItem): StateOperation {
  return { ...guarded(item), value: item.value };
}

function concurrencyOf(given: StateConcurrency | undefined): StateOperation['concurrency'] {
  if (given === StateConcurrency.CONCURRENCY_FIRST_WRITE) return 'first-write';
  return given === StateConcurrency.CONCURRENCY_LAST_WRITE ? 'last-write' : undefined;
}
