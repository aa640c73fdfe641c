import type { Actor } from './actor';
import type { InstanceAction } from './allowed-actions';
import type { InstanceRef } from './instance';
import type { ListFilter } from './instance-filter';
import type { InstanceStatus } from './instance-status';
import type { Instant } from './instant';

/** Most executions that are picked by hand; more are meant by a filter. */
export const MOST_PICKED = 5_000;
/** Highest limit of executions in a second. */
export const FASTEST_RATE = 10_000;

/** What is done to each execution of a job, with what it needs. Payloads are JSON text. */
export type BulkAction =
  | { readonly kind: 'pause' }
  | { readonly kind: 'resume' }
  | { readonly kind: 'terminate'; readonly recursive: boolean; readonly output?: string | undefined }
  | { readonly kind: 'raise-event'; readonly name: string; readonly input?: string | undefined }
  /** `start`: a new run with the same input. `failed-step`: a fork at the first step that failed. */
  | { readonly kind: 'rerun'; readonly from: 'start' | 'failed-step' }
  | { readonly kind: 'purge'; readonly recursive: boolean };

/** Every action of one execution can be done to many. */
export type BulkActionKind = BulkAction['kind'] & InstanceAction;

/** Which executions a job was asked for: all that match when it was made, or those that were picked. */
export type BulkTarget =
  | { readonly kind: 'filter'; readonly filter: ListFilter }
  | { readonly kind: 'selection'; readonly refs: readonly InstanceRef[] };

/**
 * `preparing`: its set is being written down. `ready`: the set is frozen, nobody has confirmed it. `running`, `paused`: confirmed.
 * `finished`: every item has an outcome. `aborted`: the rest was given up.
 */
export const BULK_STATES = ['preparing', 'ready', 'running', 'paused', 'finished', 'aborted'] as const;

export type BulkState = (typeof BULK_STATES)[number];

/** What became of one execution. `waiting` and `under-way` have no outcome yet. */
export const ITEM_STATES = ['waiting', 'under-way', 'done', 'skipped', 'failed'] as const;

export type ItemState = (typeof ITEM_STATES)[number];

/** How many items have which outcome; those that are under way count as waiting. */
export type BulkTally = {
  readonly total: number;
  readonly waiting: number;
  readonly done: number;
  readonly skipped: number;
  readonly failed: number;
};

/** One action on a frozen set of executions. */
export type BulkJob = {
  readonly id: string;
  readonly action: BulkAction;
  readonly target: BulkTarget;
  readonly owner: Actor;
  readonly reason?: string | undefined;
  readonly state: BulkState;
  /** Most executions in a second; absent: as fast as the runtime takes them. */
  readonly rate?: number | undefined;
  readonly tally: BulkTally;
  /** SHA-256 over the set so far, in order; of the whole set from `ready` on. */
  readonly setHash: string;
  readonly createdAt: Instant;
  readonly confirmedAt?: Instant | undefined;
  readonly endedAt?: Instant | undefined;
  /** What keeps it from going on right now. */
  readonly trouble?: string | undefined;
};

/** One execution of a job. */
export type BulkItem = InstanceRef & {
  /** Its place in the set, from 1. */
  readonly seq: number;
  readonly name: string;
  /** When the run that is meant was created; a later one of the same id is left alone. */
  readonly createdAt: Instant;
  /** When the set was frozen. */
  readonly status: InstanceStatus;
  readonly state: ItemState;
  /** Why it was skipped or failed, or what it led to. */
  readonly note?: string | undefined;
  readonly attempts: number;
  readonly at?: Instant | undefined;
};

/** How many items of a set are alike. */
export type BulkGroup = {
  readonly appId: string;
  readonly name: string;
  readonly status: InstanceStatus;
  readonly state: ItemState;
  readonly note?: string | undefined;
  readonly count: number;
};

/** The note of an item that its last worker had taken and left without an outcome. */
export const INTERRUPTED = 'The console ended while it was under way.';

export function hasBulkEnded(state: BulkState): boolean {
  return state === 'finished' || state === 'aborted';
}
