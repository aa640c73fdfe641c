import { CommitAverage } from '@/lib/store/commit-average';

const MOST_PER_COMMIT = 500;

/** From so many change sets on the first half is committed alone. A worker of the JavaScript SDK runs ten items at a time. */
const WORTH_HALVING = 8;
/**
 * How much of what waits goes into the next commit. All of it where commits take long. Where they are short, half: workers
 * that take no item before their answers are acknowledged would otherwise answer all together, and then they and the
 * runtime would wait for each other in turn instead of working at the same time.
 */
export class CommitShares {
  readonly #average = new CommitAverage();

  /** A commit took so many milliseconds. */
  took(milliseconds: number): void {
    this.#average.took(milliseconds);
  }

  /** How many of so many waiting change sets are committed next, the oldest first. */
  next(waiting: number): number {
    const isHalved = waiting >= WORTH_HALVING && this.#average.isShort;
    return Math.min(isHalved ? Math.ceil(waiting / 2) : waiting, MOST_PER_COMMIT);
  }
}
