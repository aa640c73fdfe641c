import type { ConsoleStore } from '../console-store';
import type { RuntimeStore } from '../runtime-store';

/** Both sides of one store that holds nothing at first, and what the suite may do to it. */
export type StoreUnderTest = {
  readonly runtime: RuntimeStore;
  readonly console: ConsoleStore;
  /** A second runtime on the same store, while the first one is open. */
  openSecondRuntime(): Promise<RuntimeStore>;
  /** What a machine would find had the power failed now: the same data opened again, the first store still open. */
  openAfterCrash(): Promise<StoreUnderTest>;
  /** Closes both sides and opens the same data again. */
  reopen(): Promise<StoreUnderTest>;
  close(): Promise<void>;
};
