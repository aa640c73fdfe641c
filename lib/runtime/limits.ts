/** Bounds that keep one worker, one instance or one burst from harming the rest. All times in milliseconds. */
export type RuntimeLimits = {
  /** Work items outstanding per stream. The JavaScript SDK silently drops what exceeds 110 (dapr-protocol 1.4). */
  readonly perStream: number;
  /** How long a worker may think about one turn before it loses its stream and the turn goes to another. */
  readonly turnTimeout: number;
  /** How long a worker may take for one activity before it loses its stream and the activity goes to another. */
  readonly activityTimeout: number;
  /** How long an activity or child workflow waits for an app that nobody declared before it fails. */
  readonly unknownAppTimeout: number;
  /** How long after a worker lost its stream, or the runtime started anew, an answer to an earlier turn may still come. */
  readonly lateAnswers: number;
  /** How long a terminate waits for a turn that is under way before it ends the instance without the answer. */
  readonly terminateGrace: number;
  /** How long a turn rests after an answer that could not be applied, and all work after a commit that failed. */
  readonly retryDelay: number;
  /** How long an outcome that may ride waits for a commit to go with, before it gets its own; 0: nothing rides. */
  readonly rideTime: number;
  /** Change sets on their way to disk; clients that would add one more are refused until some are there. */
  readonly waitingChangeSets: number;
  /** Instances kept in memory although nothing happens to them. */
  readonly cachedInstances: number;
};

export const DEFAULT_LIMITS: RuntimeLimits = {
  perStream: 100,
  turnTimeout: 60_000,
  activityTimeout: Infinity,
  unknownAppTimeout: 60_000,
  lateAnswers: 60_000,
  terminateGrace: 5_000,
  retryDelay: 1_000,
  rideTime: 10,
  waitingChangeSets: 10_000,
  cachedInstances: 5_000,
};
