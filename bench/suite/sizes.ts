import type { Workload } from '../apps/workload';

export const WORKLOAD_NAMES = ['W0', 'W1', 'W2', 'W3', 'WR'] as const;
export type WorkloadName = (typeof WORKLOAD_NAMES)[number];

export function isWorkloadName(text: string): text is WorkloadName {
  return WORKLOAD_NAMES.some((name) => name === text);
}

/** How much of everything a run does. */
export type Sizes = {
  readonly workloads: Readonly<Record<WorkloadName, Workload>>;
  readonly warmUp: Workload;
  /** Repeats of our runtime beside the ceilings; each peer is there for the first `peerRepeats` of them. */
  readonly repeats: number;
  readonly peerRepeats: number;
  /** Longest wait for a quiet machine before each measurement, in milliseconds. */
  readonly idleWait: number;
  /** How often a measurement on a loaded machine is dropped and taken again. */
  readonly extraTries: number;
};

export const FULL_SIZES: Sizes = {
  workloads: {
    W0: { kind: 'chains', count: 200, length: 5, inFlight: 1 },
    W1: { kind: 'chains', count: 2_000, length: 5, inFlight: 100 },
    W2: { kind: 'fan-outs', count: 50, width: 100, inFlight: 10 },
    W3: { kind: 'events', count: 1_000, inFlight: 100 },
    WR: { kind: 'chains', count: 1, length: 1_000, inFlight: 1 },
  },
  warmUp: { kind: 'chains', count: 200, length: 5, inFlight: 20 },
  repeats: 5,
  peerRepeats: 3,
  idleWait: 60_000,
  extraTries: 2,
};

/** To see that everything works; its figures are noise. */
export const QUICK_SIZES: Sizes = {
  workloads: {
    W0: { kind: 'chains', count: 50, length: 5, inFlight: 1 },
    W1: { kind: 'chains', count: 400, length: 5, inFlight: 100 },
    W2: { kind: 'fan-outs', count: 20, width: 100, inFlight: 10 },
    W3: { kind: 'events', count: 200, inFlight: 100 },
    WR: { kind: 'chains', count: 1, length: 200, inFlight: 1 },
  },
  warmUp: { kind: 'chains', count: 100, length: 5, inFlight: 20 },
  repeats: 2,
  peerRepeats: 1,
  idleWait: 0,
  extraTries: 0,
};
