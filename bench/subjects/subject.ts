import type { Workload, WorkloadResult } from '../apps/workload';
import type { Roots } from '../measure/meter';

/** An engine that is up, with its app, ready to be measured. */
export type Subject = {
  readonly name: SubjectName;
  /** How durable it is set to be, in a few words. */
  readonly durability: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly roots: Roots;
  /** Where it keeps what it stores; empty when it stores nothing. */
  readonly folders: readonly string[];
  run(workload: Workload): Promise<WorkloadResult>;
  /** Brings what is stored to where it stays, so that the folders can be weighed. */
  settle(): Promise<void>;
  stop(): Promise<void>;
};

export const SUBJECT_NAMES = [
  'perdure',
  'perdure-postgres',
  'ceiling',
  'ceiling-fsync',
  'restate',
  'restate-remote',
  'dbos',
  'openworkflow',
] as const;

export type SubjectName = (typeof SUBJECT_NAMES)[number];
