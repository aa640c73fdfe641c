import type { InstanceStatus } from '@/lib/domain/instance-status';
import type { LeaseRow } from './lease';
import type { StoreSnapshot } from './store-snapshot';

/** What people do with a store as a whole, beside the runtime that may have it. Each method opens what it needs. */
export interface StoreAdmin {
  /** Rejects with `unavailable` when there is no store, `precondition` when a newer Perdure wrote it. */
  status(): Promise<StoreStatus>;
  /**
   * Applies what is pending, as the holder of the lease, and tells the names. Creates a store where there is none. Rejects
   * with `conflict` while a runtime has the store.
   */
  migrate(): Promise<readonly string[]>;
  /** A view of the whole that stays as it is, though a runtime writes. Rejects like `status`, and for an older store. */
  openSnapshot(): Promise<StoreSnapshot>;
}

export type StoreStatus = {
  readonly database: 'SQLite' | 'PostgreSQL';
  /** Its path, or its URL without the password. */
  readonly store: string;
  readonly bytes: number;
  /** The newest migration that was applied; absent for an empty file. */
  readonly schema?: string | undefined;
  readonly pending: readonly string[];
  /** Absent in a store from before there were leases. */
  readonly lease?: LeaseRow | undefined;
  readonly instances: number;
  readonly byStatus: Readonly<Record<InstanceStatus, number>>;
  readonly revision: number;
};
