import type { InstanceStatus } from '@/lib/domain/instance-status';
import type { Instant } from '@/lib/domain/instant';
import type { StepKind } from '@/lib/domain/step';

/** Milliseconds: half took no longer than `p50`, 95 of 100 no longer than `p95`. */
export type Spread = { readonly p50: number; readonly p95: number };

export type StartPoint = { readonly type: 'start'; readonly id: 'start'; readonly runs: number };

/** All steps of one kind and name, over many runs. Counts of runs are of those in which it happened at least once. */
export type StepPoint = {
  readonly type: 'step';
  readonly id: string;
  readonly kind: StepKind;
  readonly name: string;
  readonly runs: number;
  /** How often it was asked for in all these runs; the tries of one call are one. */
  readonly calls: number;
  readonly failedRuns: number;
  readonly openRuns: number;
  /** Runs in which a call needed more than one try. */
  readonly retriedRuns: number;
  /** From the first try of a call to the result of its last; absent when no call has ended. */
  readonly duration?: Spread | undefined;
  /** The most frequent errors of its failed calls. */
  readonly errors: readonly { readonly message: string; readonly runs: number }[];
};

export type EndPoint = {
  readonly type: 'end';
  readonly id: string;
  readonly status: InstanceStatus;
  readonly runs: number;
};
export type AggregatePoint = StartPoint | StepPoint | EndPoint;

/** What was seen to lead to what, in how many runs. */
export type AggregateEdge = { readonly from: string; readonly to: string; readonly runs: number };

/** How a number of runs went, drawn as one. */
export type Aggregate = {
  readonly runs: number;
  readonly oldestAt?: Instant | undefined;
  readonly byStatus: Readonly<Partial<Record<InstanceStatus, number>>>;
  /** The most frequent first; `version` is absent for runs without one. */
  readonly versions: readonly { readonly version?: string | undefined; readonly runs: number }[];
  /** Of runs that have ended, from their start on. */
  readonly duration?: Spread | undefined;
  readonly points: readonly AggregatePoint[];
  readonly edges: readonly AggregateEdge[];
};
