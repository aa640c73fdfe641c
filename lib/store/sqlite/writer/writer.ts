import type Database from 'better-sqlite3';
import { createCheckpoint } from './checkpoints';
import type { CommitPlan } from './commit-plan';
import { PlanRunner } from './plan-runner';

/** Writes to the store file; one at a time. */
export interface Writer {
  /** Resolves when all of the plan is on disk, with the milliseconds that took; rejects with nothing of it kept. */
  write(plan: CommitPlan): Promise<number>;
  /** Resolves when the writer holds the file no more. */
  close(): Promise<void>;
}

/** Told of what went wrong and is tried again: the log could not be moved into the database. */
export type OnTrouble = (error: unknown) => void;

/** A writer on the caller's own thread: each commit holds that up until the disk has answered. */
export function inlineWriter(db: Database.Database, onTrouble: OnTrouble): Writer {
  const runner = new PlanRunner(db);
  const checkpoint = createCheckpoint(db);
  return {
    async write(plan) {
      const began = performance.now();
      runner.run(plan);
      const took = performance.now() - began;
      const trouble = checkpoint();
      if (trouble !== undefined) onTrouble(trouble);
      return took;
    },
    close: async () => undefined,
  };
}
