import type Database from 'better-sqlite3';
import { CommitAverage } from '../../commit-average';
import type { CommitPlan } from './commit-plan';
import { PlanRunner } from './plan-runner';
import type { Writer } from './writer';

/** Statements and parameters of a small commit: that of some ten instances. */
const SMALL = 2000;
const SMALL_BYTES = 65_536;
/** Every so many small commits one goes to the thread, which moves the log into the database when it has grown large. */
const TURNS_OF_THREAD = 64;

/**
 * A writer that spares small commits the way to a thread and back as long as they are short, and leaves to the thread what
 * holds the caller up: large commits, and all of them while the disk is slow. `db`: a connection of the caller's own,
 * `thread`: the writer to the same file that takes the rest and the checkpoints. Closing it leaves `db` open.
 */
export function nearestWriter(db: Database.Database, thread: Writer): Writer {
  const here = new PlanRunner(db);
  const average = new CommitAverage();
  let small = 0;

  function run(plan: CommitPlan): number {
    const began = performance.now();
    here.run(plan);
    return performance.now() - began;
  }

  return {
    async write(plan) {
      if (!isSmall(plan)) return thread.write(plan);
      small += 1;
      const isHere = average.isShort && small % TURNS_OF_THREAD !== 0;
      try {
        const took = isHere ? run(plan) : await thread.write(plan);
        average.took(took);
        return took;
      } catch (error) {
        // One that fails is as good as unknown.
        average.forget();
        throw error;
      }
    },
    close: () => thread.close(),
  };
}

function isSmall({ values, bytes, takesLong }: CommitPlan): boolean {
  return !takesLong && values.length <= SMALL && bytes.length <= SMALL_BYTES;
}
