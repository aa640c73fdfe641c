import type Database from 'better-sqlite3';
import type { CommitPlan } from './commit-plan';
import { PlanRunner } from './plan-runner';
import type { Writer } from './writer';

/** Small commits may hold the caller's thread up for so long on average; a message to another thread costs half a one. */
const SHORT_MS = 1.5;
/** How much a commit counts in that average; one that takes a second keeps the next hundred on the thread. */
const WEIGHT = 1 / 16;
/** What is taken for the average before anything is known. */
const UNKNOWN_MS = 5;
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
  let average = UNKNOWN_MS;
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
      const isHere = average <= SHORT_MS && small % TURNS_OF_THREAD !== 0;
      const known = average;
      // One that fails is as good as unknown.
      average = UNKNOWN_MS;
      const took = isHere ? run(plan) : await thread.write(plan);
      average = known + (took - known) * WEIGHT;
      return took;
    },
    close: () => thread.close(),
  };
}

function isSmall({ values, bytes, takesLong }: CommitPlan): boolean {
  return !takesLong && values.length <= SMALL && bytes.length <= SMALL_BYTES;
}
