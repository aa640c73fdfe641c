import type { LeaseRequest } from '../acquire-lease';
import type { ConsoleStore } from '../console-store';
import type { Declared } from '../declare-paths';
import type { LeaseRow } from '../lease';
import type { RuntimeStore } from '../runtime-store';

/** Both sides of one store that holds nothing at first, and what the suite may do to it. */
export type StoreUnderTest = {
  readonly runtime: RuntimeStore;
  readonly console: ConsoleStore;
  /** Another runtime on the same store, while the first one is open. */
  openAnotherRuntime(lease?: LeaseRequest): Promise<RuntimeStore>;
  /** Another console on the same store. */
  openAnotherConsole(): Promise<ConsoleStore>;
  /** Runs SQL on the store behind everybody's back; `withoutTriggers`: as somebody who may take them away. */
  alter(sql: string, how?: { readonly withoutTriggers: true }): Promise<void>;
  /** The lease as anybody may read it. */
  readLease(): Promise<LeaseRow>;
  /** What a machine would find had the power failed now: the same data opened again, the first store still open. */
  openAfterCrash(): Promise<StoreUnderTest>;
  /** Closes both sides and opens the same data again; with other places in payloads declared, where they are given. */
  reopen(declared?: Declared): Promise<StoreUnderTest>;
  close(): Promise<void>;
};
