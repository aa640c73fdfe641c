const MOST_PER_COMMIT = 500;

/** From so many change sets on the first half is committed alone. A worker of the JavaScript SDK runs ten items at a time. */
const WORTH_HALVING = 8;
/** Commits are short up to so many milliseconds on average: then one more of them costs less than a worker that waits. */
const SHORT_MS = 1.5;
/** How much a commit counts in that average. */
const WEIGHT = 1 / 16;
/** What is taken for the average before anything is known. */
const UNKNOWN_MS = 5;

/**
 * How much of what waits goes into the next commit. All of it where commits take long. Where they are short, half: workers
 * that take no item before their answers are acknowledged would otherwise answer all together, and then they and the
 * runtime would wait for each other in turn instead of working at the same time.
 */
export class CommitShares {
  #average = UNKNOWN_MS;

  /** A commit took so many milliseconds. */
  took(milliseconds: number): void {
    this.#average += (milliseconds - this.#average) * WEIGHT;
  }

  /** How many of so many waiting change sets are committed next, the oldest first. */
  next(waiting: number): number {
    const isHalved = waiting >= WORTH_HALVING && this.#average <= SHORT_MS;
    return Math.min(isHalved ? Math.ceil(waiting / 2) : waiting, MOST_PER_COMMIT);
  }
}
