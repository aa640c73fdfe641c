import type { ListPosition } from '@/lib/dapr/state-reader';

/** How far a mirror has come; kept by whoever runs it, so that it goes on after a restart. */
export type MirrorPosition = {
  /** Where the list by time goes on; absent before the first pass, and for stores that note no times. */
  readonly changes?: ListPosition | undefined;
};

/** What one pass did. */
export type PassResult = {
  readonly position: MirrorPosition;
  /** Instances whose rows were read. */
  readonly read: number;
  /** Instances that were written, because something had changed. */
  readonly written: number;
  /** Instances that the cluster has no more. */
  readonly purged: number;
  readonly flawed: readonly FlawedInstance[];
};

/** An instance of which not everything could be read or written. */
export type FlawedInstance = {
  readonly appId: string;
  readonly instanceId: string;
  readonly flaws: readonly { readonly key: string; readonly what: string }[];
};
