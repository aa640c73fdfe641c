import type Database from 'better-sqlite3';
import type { CommitPlan } from './commit-plan';
import { PlanRunner } from './plan-runner';

/** Writes to the store file; one at a time. */
export interface Writer {
  /** Resolves when all of the plan is on disk; rejects with nothing of it kept. */
  write(plan: CommitPlan): Promise<void>;
  /** Resolves when the writer holds the file no more. */
  close(): Promise<void>;
}

/** A writer on the caller's own thread: each commit holds that up until the disk has answered. */
export function inlineWriter(db: Database.Database): Writer {
  const runner = new PlanRunner(db);
  return {
    write: async (plan) => runner.run(plan),
    close: async () => undefined,
  };
}
