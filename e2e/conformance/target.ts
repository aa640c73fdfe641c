import { inject } from 'vitest';

/** A place that serves the task hub for one App ID. */
export type Target = {
  /** host:port. */
  readonly address: string;
  readonly appId: string;
};

declare module 'vitest' {
  // Declarations of a module can only be merged as interfaces.
  interface ProvidedContext {
    targets: readonly Target[];
    isForeign: boolean;
  }
  interface TaskMeta {
    /** Why the behavior deliberately differs from daprd's. */
    differs?: string;
    /** The test was not run because it has to start, stop or configure a process of its own. */
    needsOwnProcess?: boolean;
  }
}

/** The shared runtime under test, by the App ID that belongs to this one of Vitest's processes alone. */
export function sharedTarget(): Target {
  const targets = inject('targets');
  const target = targets[(Number(process.env['VITEST_POOL_ID'] ?? '1') - 1) % targets.length];
  if (target === undefined) throw new Error('there is nothing to test');
  return target;
}

/** True when the tests judge a process that was there before (TARGET), which they may not stop or configure. */
export function isForeign(): boolean {
  return inject('isForeign');
}
