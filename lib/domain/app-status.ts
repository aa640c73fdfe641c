import type { Instant } from './instant';

/** A worker's open stream. */
export type WorkerStatus = {
  readonly address: string;
  /** How the program calls itself, such as `grpc-node-js/1.14.7`. */
  readonly client?: string | undefined;
  readonly since: Instant;
  /** Turns and activities it has and has not answered. */
  readonly outstanding: number;
};

/** Work of an app that waits for a worker, and since when; absent: none does. */
export type AppBacklog = {
  readonly turns: number;
  readonly activities: number;
  readonly oldestTurn?: Instant | undefined;
  readonly oldestActivity?: Instant | undefined;
};

/** Who works for an app, and what waits for them. */
export type AppStatus = { readonly workers: readonly WorkerStatus[]; readonly backlog: AppBacklog };

export const NO_BACKLOG: AppBacklog = { turns: 0, activities: 0 };
