import type { InstanceStatus } from './instance-status';
import type { Instant } from './instant';
import type { Step } from './step';

/** A run as an aggregate over many of them sees it: no ids and no payloads. */
export type SampledRun = {
  readonly status: InstanceStatus;
  readonly version?: string | undefined;
  readonly createdAt: Instant;
  readonly startedAt?: Instant | undefined;
  readonly completedAt?: Instant | undefined;
  /** Steps of its current generation; the first ones when it has very many. */
  readonly steps: readonly SampledStep[];
};

export type SampledStep = Omit<Step, 'nextAttemptAt' | 'failedTries'>;

/** The newest runs of a filter. */
export type RunSample = {
  /** Newest first. */
  readonly runs: readonly SampledRun[];
  /** Some runs have more steps than were read. */
  readonly isCut: boolean;
  /** There are more runs than are in the sample. */
  readonly hasMore: boolean;
};
