import type { Instant } from '@/lib/domain/instant';

/** One row of a state store, out of what its layout wraps around it. */
export type StateRow = {
  readonly key: string;
  /** Undefined: the layout holds something for this key that is no value of a workflow; `fault` says what. */
  readonly value: Uint8Array | undefined;
  readonly fault?: string | undefined;
};

/** Where an instance stands, as far as a store tells without its history. */
export type InstanceEntry = {
  readonly appId: string;
  readonly namespace: string;
  readonly instanceId: string;
  /** When its rows were last written; absent where the store does not note it. */
  readonly updatedAt?: Instant | undefined;
};
